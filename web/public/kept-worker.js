// A page without a network: what it is made of is kept on the device, under its own address alone. With a network the
// newest is fetched and kept in place of the old; only what never changes under its name is taken from here first.
const page = new URL(location.href).searchParams.get('page')
const patience = 4000
const nobody = { status: 401, code: 'identity/not-signed-in', title: '尚未登录', detail: '没有网络，没有登录。' }
/** Where the page's own list of what it reads is kept beside the rest: the beginnings of addresses. */
const listed = '/kept-answers'

const isPart = ({ pathname }) => pathname.startsWith('/assets/') || ['/mark.svg', '/theme.js'].includes(pathname)
const addressOf = ({ pathname, search }) => pathname + search
const opened = () => caches.open(page)

/** Whether the page has said that it reads this without a network too. */
async function isRead(address) {
  const list = await (await opened()).match(listed)
  const beginnings = list ? await list.json() : []
  return beginnings.some((one) => address === one || address.startsWith(`${one}?`) || address.startsWith(`${one}/`))
}

async function keep(name, answer) {
  if (answer.ok) await (await opened()).put(name, answer.clone())
  return answer
}

/** From the network if it answers in time; else what was kept. */
async function newest(request, name) {
  try {
    const signal = AbortSignal.timeout(patience)
    return await keep(name, await fetch(request, request.mode === 'navigate' ? undefined : { signal }))
  } catch (error) {
    const kept = await (await opened()).match(name)
    if (kept) return kept
    throw error
  }
}

const part = async (request) => (await (await opened()).match(request)) ?? keep(request, await fetch(request))

async function answer(request, url) {
  const address = addressOf(url)
  if (await isRead(address)) return newest(request, address)
  if (url.pathname !== '/api/session') return fetch(request)
  return fetch(request).catch(() => Response.json(nobody, { status: 401 }))
}

addEventListener('install', (event) => event.waitUntil(skipWaiting()))
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(newest(request, page))
  else if (isPart(url)) event.respondWith(part(request))
  else if (url.pathname.startsWith('/api/') && request.headers.get('accept') === 'application/json')
    event.respondWith(answer(request, url))
})

// The page tells what it was made of before this was here, and what it reads; of former parts nothing is kept.
addEventListener('message', (event) => {
  const { made, reads } = event.data
  const asked = made.map((name) => new URL(name, location.origin)).filter((url) => url.origin === location.origin)
  const parts = new Set(asked.filter(isPart).map(({ href }) => href))
  const keeping = keepAll(parts, reads, asked)
  event.waitUntil(keeping)
  void keeping.then(
    () => event.ports[0]?.postMessage(true),
    () => event.ports[0]?.postMessage(false),
  )
})

async function keepAll(parts, reads, asked) {
  const cache = await opened()
  await cache.put(listed, Response.json(reads))
  for (const { url } of await cache.keys()) if (isPart(new URL(url)) && !parts.has(url)) await cache.delete(url)
  for (const url of parts) if (!(await cache.match(url))) await cache.add(url)
  for (const address of new Set(asked.filter((url) => !isPart(url)).map(addressOf)))
    if ((await isRead(address)) && !(await cache.match(address)))
      await fetch(address, { headers: { accept: 'application/json' } })
        .then((told) => keep(address, told))
        .catch(() => undefined)
  const whole = await fetch(page, { headers: { accept: 'text/html' } })
  if (!whole.ok) throw new Error(`the page was answered ${whole.status}`)
  await cache.put(page, whole)
}
