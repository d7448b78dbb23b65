/**
 * Has the browser keep this page, so that the device opens it without a network too. Where a browser cannot, the page
 * goes on as long as it is open.
 * @returns whether it is kept
 */
export async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    const registration = await navigator.serviceWorker.register('/scan-worker.js', { scope: '/scan' })
    const coming = registration.active ? null : (registration.installing ?? registration.waiting)
    if (coming)
      await new Promise<void>((done) => {
        coming.addEventListener('statechange', () => coming.state === 'activated' && done())
      })
    const { port1, port2 } = new MessageChannel()
    const kept = new Promise<boolean>((done) => {
      port1.onmessage = ({ data }) => done(data === true)
    })
    registration.active?.postMessage(
      performance.getEntriesByType('resource').map(({ name }) => name),
      [port2],
    )
    return await kept
  } catch {
    return false
  }
}
