import type { planTask } from '#commons/plan'
import type { NewRecord, RecordOf, Seen } from '#platform'
import type { meeting, resolution } from './registers.ts'

type Meeting = RecordOf<typeof meeting>
type Agency = Meeting['attended'][number]
/** Whoever answers, and what agencies are called. */
interface Asked {
  record: Meeting
  agency: Agency
  called: (agency: Agency) => string
  today: string
}
interface Named {
  form: { name: string; post: string }
}

const comes = ({ record, agency, called, form: { name, post } }: Asked & Named, how: string) => ({
  attended: [...record.attended.filter((one) => one !== agency), agency],
  present: [...record.present, { unit: called(agency), name, post: `${post}${how}` }],
})
/** Whoever says that they come stands among those who are expected. */
export const expected = (asked: Asked & Named) => comes(asked, '')
/** So does whoever is sent in their place. */
export const expectedInstead = (asked: Asked & Named) => comes(asked, '（代）')

/** Nobody has been at a meeting that is still to come. */
export const alreadyHeld = ({
  form,
  record,
  today,
}: Pick<Asked, 'record' | 'today'> & { form: { attended: readonly string[] } }) =>
  record.heldOn > today
    ? `会议定在 ${record.heldOn}，开会当天起才能登记到会`
    : form.attended.length === 0
      ? '到会单位还是空的，请选到会的单位'
      : undefined

/** A meeting is put off to a day that has not passed. */
export const notInThePast = ({ form: { heldOn }, today }: { form: { heldOn: string }; today: string }) =>
  heldOn < today ? '开会日期不能早于今天' : undefined

/** Minutes are signed by agencies that were there. */
export const onlyWhoWasThere = ({
  form: { signers },
  record,
  called,
}: Asked & { form: { signers: readonly Agency[] } }) => {
  const absent = signers.filter((one) => !record.attended.includes(one))
  return absent.length > 0
    ? `${absent.map(called).join('、')}没有到会，不能签这次会议的纪要，请从会签单位中去掉`
    : undefined
}

/** Whoever signs for an agency was there for it. */
export const wasThere = ({ form: { name }, record, agency, called }: Asked & { form: { name: string } }) => {
  const own = record.present.filter(({ unit }) => unit === called(agency)).map((one) => one.name)
  return own.includes(name)
    ? undefined
    : `${name}不在到会人员中，不能签；${called(agency)}到会的是${own.join('、') || '（没有登记）'}`
}
/** A signature stands under the minutes. */
export const signedBy = ({ form: { name }, record, agency, called, today }: Asked & { form: { name: string } }) => ({
  signed: [...record.signed, { unit: called(agency), name, on: today }],
})
/** Whoever objects is asked again once the minutes have been revised. */
export const objectedBy = ({ record, agency }: Asked) => ({ objected: [...record.objected, agency] })

/** Minutes to which somebody objects are revised, not issued. */
export const nobodyObjects = ({ record, called }: Asked) =>
  record.objected.length > 0 ? `${record.objected.map(called).join('、')}对纪要有意见，请修改以后重新送签` : undefined

/** A resolution as a task that is supervised beside the plans. */
export const asTask = ({
  record,
  facts,
  today,
}: {
  record: RecordOf<typeof resolution>
  facts: { number?: string }
  today: string
}): NewRecord<typeof planTask>[] => [
  {
    ...{ origin: 'resolution', lineage: `联席会议纪要（${facts.number ?? '无文号'}）第${record.number}项决议` },
    ...{ group: '联席会议决议', number: record.number, part: 1, title: record.title, content: record.words },
    ...{ lead: record.lead, support: record.support, leadStanding: 'confirmed' },
    ...{ startOn: today, dueOn: record.dueOn, ongoing: false },
  },
]

/** How a resolution stands against the day that the meeting set. */
export const resolutionLights = {
  done: { title: '按期落实', shape: 'done' },
  over: { title: '逾期落实', shape: 'near' },
  late: { title: '逾期', shape: 'late' },
  ok: { title: '推进中', shape: 'ok' },
} as const
export const resolutionLight = ({ final, dueOn, today }: Seen<typeof resolution>): keyof typeof resolutionLights => {
  const past = dueOn !== null && today > dueOn
  return final ? (past ? 'over' : 'done') : past ? 'late' : 'ok'
}
