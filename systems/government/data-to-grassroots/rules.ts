import type { handling } from '#commons/service-handling'
import type { application } from '#commons/service-application'
import type { itemNeed, serviceItem } from '#commons/service-item'
import type { Counted, KnownHere, NewRecord } from '#platform'
import type { returnedRecord } from './registers.ts'

/** What the province is told of an application that came from there, whenever it moves. */
export const asTold = ({ record, state, dueOn, closedAt }: Counted<typeof handling>) =>
  record.door === 'province'
    ? {
        ...{ number: record.number, state, handledBy: record.handledBy, dueOn, closed: closedAt !== null },
        ...{ outcome: record.outcome, words: record.resultWords },
      }
    : null

const word = (body: Record<string, unknown>, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** What the province hands over, as an application of this city: its item by name, its answers by what they answer. */
export const asApplied =
  (item: typeof serviceItem, need: typeof itemNeed) =>
  async (body: Record<string, unknown>, { rowBy, rowsBy }: KnownHere): Promise<NewRecord<typeof application>> => {
    const id = await rowBy(item, 'title', word(body, 'item'))
    const needs = new Map((await rowsBy(need, 'item', id)).map((one) => [one.title, one.id]))
    const answers = Array.isArray(body['answers']) ? (body['answers'] as Record<string, unknown>[]) : []
    return {
      ...{ item: id as never, livesAt: word(body, 'region') as never, door: 'province', delivery: 'online' },
      ...{ applicant: word(body, 'name'), mobile: word(body, 'mobile'), idNumber: word(body, 'idNumber') || null },
      ...{
        creditCode: word(body, 'creditCode') || null,
        words: word(body, 'words') || null,
        serial: 1,
        resultFiles: [],
      },
      said: answers.flatMap((one) => {
        const asks = needs.get(word(one, 'asks'))
        return asks ? [{ asks, says: one['says'] }] : []
      }) as never,
    }
  }

/** What comes back to the place that it is about. */
export const asReturned = async (body: Record<string, unknown>): Promise<NewRecord<typeof returnedRecord>> => ({
  catalogue: word(body, 'catalogue') as never,
  ...{ about: word(body, 'about'), belongsTo: word(body, 'region') as never },
  ...{ on: word(body, 'on'), says: word(body, 'says') },
})
