// A scanner's page without a network: what it is made of is kept on the device, under /scan alone. With a network the
// newest is fetched and kept in place of the old; only what never changes under its name is taken from here first.
const shelf = 'scan'
const patience = 4000
/** What the page is drawn from beside its own parts; nobody is signed in on a device, so nobody's data is among it. */
const declarations = ['/api/manifest', '/api/agencies', '/api/regions']
const nobody = { status: 401, code: 'identity/not-signed-in', title: '尚未登录', detail: '没有网络，没有登录。' }

const isPart = ({ pathname }) => pathname.startsWith('/assets/') || ['/mark.svg', '/theme.js'].includes(pathname)

async function keep(name, answer) {
  if (answer.ok) await (await caches.open(shelf)).put(name, answer.clone())
  return answer
}

/** From the network if it answers in time; else what was kept. */
async function newest(request, name) {
  try {
    const signal = AbortSignal.timeout(patience)
    return await keep(name, await fetch(request, request.mode === 'navigate' ? undefined : { signal }))
  } catch (error) {
    const kept = await caches.match(name)
    if (kept) return kept
    throw error
  }
}

const part = async (request) => (await caches.match(request)) ?? keep(request, await fetch(request))

addEventListener('install', (event) => event.waitUntil(skipWaiting()))
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(newest(request, '/scan'))
  else if (isPart(url)) event.respondWith(part(request))
  else if (declarations.includes(url.pathname)) event.respondWith(newest(request, url.pathname + url.search))
  else if (url.pathname === '/api/session')
    event.respondWith(fetch(request).catch(() => Response.json(nobody, { status: 401 })))
})

// The page tells what it was made of before this was here; of former parts nothing is kept.
addEventListener('message', (event) => {
  const asked = event.data.map((name) => new URL(name, location.origin)).filter((url) => url.origin === location.origin)
  const parts = new Set(asked.filter(isPart).map(({ href }) => href))
  const drawn = asked.filter(({ pathname }) => declarations.includes(pathname)).map((url) => url.pathname + url.search)
  const keeping = keepAll(parts, drawn)
  event.waitUntil(keeping)
  void keeping.then(
    () => event.ports[0]?.postMessage(true),
    () => event.ports[0]?.postMessage(false),
  )
})

async function keepAll(parts, drawn) {
  const cache = await caches.open(shelf)
  for (const { url } of await cache.keys()) if (isPart(new URL(url)) && !parts.has(url)) await cache.delete(url)
  for (const url of parts) if (!(await cache.match(url))) await cache.add(url)
  await cache.addAll(drawn)
  const page = await fetch('/scan', { headers: { accept: 'text/html' } })
  if (!page.ok) throw new Error(`the page was answered ${page.status}`)
  await cache.put('/scan', page)
}
