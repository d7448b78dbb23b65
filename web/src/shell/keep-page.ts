/**
 * Has the browser keep a page, so that the device opens it without a network too. Where a browser cannot, the page goes
 * on as long as it is open.
 * @param page its address, under which alone anything is kept. @param reads the beginnings of addresses that it reads then
 * @returns whether it is kept
 */
export async function keepPage(page: string, reads: readonly string[]): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    const worker = `/kept-worker.js?page=${encodeURIComponent(page)}`
    const registration = await navigator.serviceWorker.register(worker, { scope: page })
    const coming = registration.active ? null : (registration.installing ?? registration.waiting)
    if (coming)
      await new Promise<void>((done) => {
        coming.addEventListener('statechange', () => coming.state === 'activated' && done())
      })
    const { port1, port2 } = new MessageChannel()
    const kept = new Promise<boolean>((done) => {
      port1.onmessage = ({ data }) => done(data === true)
    })
    const made = performance.getEntriesByType('resource').map(({ name }) => name)
    registration.active?.postMessage({ made, reads }, [port2])
    return await kept
  } catch {
    return false
  }
}
