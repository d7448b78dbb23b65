import { setTimeout as pause } from 'node:timers/promises'
import { fillTasks } from '../fill.ts'
import { interleaved, median, seconds, type Findings } from '../figures.ts'
import { at, peakOf, type Place } from '../place.ts'

const rows = 100_000

interface Asked {
  id: string
}
interface Job {
  state: string
  path: string | null
  says: string
}

/** Asks for a ledger and waits until it lies in the inbox. */
async function exported(place: Place, cookie: string, query: string): Promise<Job> {
  const { id } = await place.post<Asked>('/api/cases/task-supervision/export', cookie, { query })
  for (;;) {
    const job = await place.get<Job>(`/api/jobs/${id}`, cookie)
    if (job.state === 'done') return job
    if (job.state === 'failed') throw new Error(JSON.stringify(job))
    await pause(50)
  }
}

/** A ledger of a hundred thousand cases as a workbook, beside COPY of the same rows to nowhere. */
export const ledger = (): Promise<Findings> =>
  at(async (place) => {
    await fillTasks(place.owner, { tasks: rows })
    const cookie = await place.signIn('zhoumingyuan')
    await exported(place, cookie, 'state=review&agency=city-data-bureau')
    const growths: number[] = []
    const { book, copy } = await interleaved(
      {
        book: async () => {
          const { before, peak, result } = await peakOf(place.pids().node, () =>
            seconds(() => exported(place, cookie, '')),
          )
          growths.push(peak - before)
          return result
        },
        copy: () =>
          seconds(() =>
            place.owner.query(
              `copy (select t.*, s.* from casework.case t join record.plan_task s on s.id = t.subject where t.kind = 'task-supervision' order by t.id) to '/dev/null'`,
            ),
          ),
      },
      2,
    )
    const [mine, limit] = [median(book), median(copy)]
    const growth = growths[0] as number
    return {
      figures: [
        { name: 'ledger of 100,000 cases, asked for until done', value: mine, unit: 's' },
        {
          name: 'rows a second',
          value: rows / mine,
          unit: 'rows/s',
          limit: { name: 'COPY of the same rows to /dev/null', value: rows / limit },
          ratio: limit / mine,
        },
        {
          name: "growth of the server's RSS while the first is written",
          value: growth,
          unit: 'MB',
          goal: { says: '< 100 MB', met: growth < 100 },
        },
      ],
      notes: [
        `Growth of RSS from each export's start to its peak: ${growths.map((mb) => mb.toFixed(0)).join(', ')} MB.`,
      ],
    }
  })
