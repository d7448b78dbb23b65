import { dayAfter, workingDays, type NewRecord, type RecordOf, type Seen } from '#platform'
import type { archivalItem, fonds } from './archive.ts'
import type { licence } from './licence.ts'
import type { application, applicationLicence } from './service-application.ts'
import type { itemNeed } from './service-item.ts'
import type { rating } from './service-rating.ts'

type Application = RecordOf<typeof application>

/** Whoever else looks on: some of an application's offices, and whoever brought it in from elsewhere. */
const lookingOn = ({ desk, broughtBy }: Application, office: string | null) =>
  [...new Set([office, broughtBy === desk ? null : broughtBy])].filter((one) => one !== null) as never

/** From its acceptance an application is with whoever decides, and its days run; the day of acceptance is not counted. @source 《行政许可法》 art. 82 */
export const handedOver = ({ record, today }: { record: Application; today: string }) => ({
  at: record.handledBy,
  beside: lookingOn(record, record.desk),
  dueOn: dayAfter(today, workingDays(record.promisedDays ?? 20)),
})

/** What is decided goes back to the window that took it in. */
const backToTheDesk = (record: Application) => ({
  at: record.desk ?? record.at,
  beside: lookingOn(record, record.handledBy),
})
export const granted = ({ record, form }: { record: Application; form: { words: string | null } }) => ({
  ...backToTheDesk(record),
  ...{ outcome: 'granted' as const, resultWords: form.words },
})
export const refused = ({ record, form }: { record: Application; form: { words: string } }) => ({
  ...backToTheDesk(record),
  ...{ outcome: 'refused' as const, resultWords: form.words },
})

/** Ten working days more, once. @source 《行政许可法》 art. 42 */
export const tenDaysMore = ({ record, today }: { record: Application; today: string }) => ({
  dueOn: dayAfter(record.dueOn ?? today, workingDays(10)),
})

/** Whoever is named as an applicant is a person or an organisation by number. */
export const whoIsNamed = ({ record: { idNumber, creditCode } }: { record: Application }) =>
  idNumber || creditCode ? undefined : '申请人没有身份证号，也没有统一社会信用代码，请一次告知补正'

type Licence = RecordOf<typeof licence>
type Beside = RecordOf<typeof applicationLicence>

/** What of a licence an application leans on. */
const foundIn = (of: Licence | undefined) =>
  of
    ? { licence: of.id as never, number: of.number, until: of.until, standing: 'found' as const }
    : { standing: 'missing' as const }

/** What an item needs as licences, and what the applicant has of it, each once. */
export const licencesThere = ({
  record,
  there,
  among: { needs, ofPerson, ofFirm },
}: {
  record: Application
  there: readonly Beside[]
  among: { needs: readonly RecordOf<typeof itemNeed>[]; ofPerson: readonly Licence[]; ofFirm: readonly Licence[] }
}): NewRecord<typeof applicationLicence>[] => {
  const held = [...ofPerson, ...ofFirm].filter(({ standing }) => standing === 'valid')
  const asked = needs.filter((one) => one.licence && one.source === 'licence' && one.standing === 'asked')
  return asked
    .filter(({ title }) => there.every((one) => one.title !== title))
    .map(({ title, licence: type }) => {
      const found = held.findLast((one) => (one.type as string) === type)
      return { application: record.id as never, title, ...foundIn(found) }
    })
}

/** A licence that an application leans on holds until it is decided. */
export const noneHasEnded = (rows: readonly Beside[]) => {
  const ended = rows.filter(({ standing }) => standing === 'ended')
  return ended.length > 0
    ? `申请所依据的电子证照已经不再有效：${ended.map(({ title, number }) => `${title}（${number}）`).join('、')}。请核实后告知申请人`
    : undefined
}

/** Who grants gives something: a licence, or a paper that is handed in. */
export const somethingIsGiven = ({
  record: { gives },
  form: { resultFiles },
}: {
  record: Application
  form: { resultFiles: readonly unknown[] }
}) => (gives || resultFiles.length > 0 ? undefined : '这个事项不发电子证照，请上传结果文书')

/** The licence that an application is granted as. */
export const asLicence = ({ record }: { record: Application }): NewRecord<typeof licence>[] => {
  const { gives, applicant, idNumber, creditCode, handledBy, said } = record
  if (!gives || !handledBy) return []
  const whose = { holder: applicant, idNumber, creditCode, issuer: handledBy as never }
  return [{ type: gives as never, ...whose, said, serial: 1, standing: 'valid' }]
}

/** An application as it is archived: licences for thirty years, the rest for ten. @source 《机关文件材料归档范围和文书档案保管期限规定》 */
export const asArchived = ({
  record,
  there,
  among,
  today,
}: {
  record: Application
  there: readonly unknown[]
  among: { fonds: readonly RecordOf<typeof fonds>[] }
  today: string
}): NewRecord<typeof archivalItem>[] => {
  const { title, number, applicant, idNumber, creditCode, handledBy, gives } = record
  if (there.length > 0 || !handledBy) return []
  const whose = { party: applicant, idNumber, creditCode, holder: handledBy as never }
  const kept = { category: 'ZW', retention: gives ? 'D30' : 'D10', checked: 'waiting', standing: 'kept' } as const
  const when = { year: Number(today.slice(0, 4)), closedOn: today, serial: 1 }
  const called = { title: `${title}（${number}）`, fonds: among.fonds[0]?.code ?? 'Z000', source: record.id }
  return [{ ...whose, ...kept, ...when, ...called }]
}

/** A rating as it is left. */
export const asRating = ({
  record,
  facts,
}: {
  record: Application
  facts: { score?: '1' | '2' | '3' | '4' | '5' | undefined; opinion?: string | null | undefined }
}): NewRecord<typeof rating>[] => {
  const { handledBy, title } = record
  if (!facts.score || !handledBy) return []
  const rated = { title: title ?? '', score: facts.score, words: facts.opinion ?? null }
  return [{ application: record.id as never, handledBy: handledBy as never, ...rated }]
}

/** How an application stands against its day. */
export const lights = {
  done: { title: '已办结', shape: 'done' },
  ok: { title: '期限内', shape: 'ok' },
  near: { title: '一日内到期', shape: 'near' },
  late: { title: '超期', shape: 'late' },
  still: { title: '停表中', shape: 'wait' },
} as const

export function light({ final, stopped, dueOn, today }: Seen<typeof application>): keyof typeof lights {
  if (final) return 'done'
  if (stopped) return 'still'
  if (dueOn === null) return 'ok'
  if (today > dueOn) return 'late'
  return dayAfter(today, workingDays(1)) >= dueOn ? 'near' : 'ok'
}
