import { card, cardsPath, serveCards } from '../card-city.ts'
import { fillCards, fillInboxes, fillSearch, fillTasks, settleSearch, textsOf } from '../fill.ts'
import { load, type Request } from '../load.ts'
import { interleaved, median, type Findings } from '../figures.ts'
import { at } from '../place.ts'
import { wordsIn } from './search.ts'

/** How the slowest of twenty answers slows down as the city fills tenfold, and tenfold again. */
export const growth = async (large: boolean, huge: boolean): Promise<Findings> => {
  const sizes = [10_000, 100_000, ...(large ? [1_000_000] : []), ...(huge ? [10_000_000] : [])]
  const found: Record<string, number>[] = []
  for (const size of sizes) found.push(await measured(size))
  const figures: Findings['figures'] = []
  for (const name of Object.keys(found[0] as object)) {
    for (const [i, size] of sizes.entries()) {
      const [value, first] = [found[i]?.[name] as number, found[0]?.[name] as number]
      const ratio = value / first
      figures.push({
        name: `${name}, ${size.toLocaleString('en')} rows, p95`,
        value,
        unit: 'ms',
        ...(i > 0 && {
          limit: { name: 'at 10,000', value: first },
          ratio,
          goal: { says: '≤ 1.5 ×', met: ratio <= 1.5 },
        }),
      })
    }
  }
  const rates: number[] = []
  for (const size of sizes) rates.push(await created(size))
  for (const [i, size] of sizes.entries()) {
    const [value, first] = [rates[i] as number, rates[0] as number]
    const ratio = value / first
    figures.push({
      name: `create a case, 32 connections, ${size.toLocaleString('en')} cases`,
      ...{ value, unit: '/s' },
      ...(i > 0 && { limit: { name: 'at 10,000', value: first }, ratio, goal: { says: '≥ 0.9 ×', met: ratio >= 0.9 } }),
    })
  }
  const beyond = [
    ...(large ? [] : ['1,000,000 rows: not measured without --large.']),
    ...(huge ? [] : ['10,000,000 rows: not measured without --huge.']),
  ]
  return { figures, notes: beyond }
}

/** Cases created a second where so many are there already: rows, steps, events, versions, entries of search and inboxes. */
async function created(size: number): Promise<number> {
  const { port, owner, cookie, close } = await serveCards({ keepsLedger: false })
  try {
    const first = await fetch(`http://127.0.0.1:${port}${cardsPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-by': 'bench', cookie },
      body: JSON.stringify(card),
    })
    await fillCards(owner, size, ((await first.json()) as { id: string }).id)
    await owner.query('checkpoint')
    const requests = [{ method: 'POST' as const, path: cardsPath, cookie, body: card, keyed: true }]
    const create = () => load({ port, connections: 32, seconds: 3, requests })
    await create()
    const { runs } = await interleaved({ runs: create })
    return median(runs.map((run) => run.rate))
  } finally {
    await close()
  }
}

/** Texts that are made at once. */
const page = 10_000

const measured = (size: number): Promise<Record<string, number>> =>
  at(async (place) => {
    await fillTasks(place.owner, { tasks: size })
    for (let filled = 0; filled < size; filled += page)
      await fillSearch(place.owner, textsOf(Math.min(page, size - filled), filled + 3), 'cases')
    await settleSearch(place.owner)
    const officer = await place.signIn('gongxin')
    const leader = await place.signIn('haichao')
    const { person } = await place.get<{ person: { id: string } }>('/api/session', officer)
    await fillInboxes(place.owner, size, person.id)
    const words = wordsIn(textsOf(page, 3), 60)
    const found = (cookie: string) =>
      words.map((word) => ({ path: `/api/search?q=%22${encodeURIComponent(word)}%22`, cookie }))
    const asked: Record<string, Request[]> = {
      'list of an officer': [{ path: '/api/cases/task-supervision?sort=dueOn', cookie: officer }],
      'list of a leader': [{ path: '/api/cases/task-supervision?sort=dueOn', cookie: leader }],
      'list of a leader, one light': [
        { path: '/api/cases/task-supervision?sort=dueOn&signal=review&open=true', cookie: leader },
      ],
      inbox: [{ path: '/api/inbox', cookie: officer }],
      'search of an officer': found(officer),
      'search of a leader': found(leader),
      'board by agency': [{ path: '/api/cases/task-supervision/board?by=agency', cookie: leader }],
    }
    const runs = await interleaved(
      Object.fromEntries(
        Object.entries(asked).map(([name, requests]) => [
          name,
          () => load({ port: place.port, connections: 2, seconds: 1.5, requests }),
        ]),
      ),
    )
    return Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, median(run.map((one) => one.p95))]))
  })
