import { heading, paragraph, table } from '#commons/official-document'
import { definePaper, type RecordOf } from '#platform'
import { session, term } from './cases.ts'
import { resolution } from './registers.ts'

const office = '盐城市数字盐城建设联席会议办公室'

type Resolution = RecordOf<typeof resolution>
const resolved = (rows: readonly Resolution[], called: (agency: Resolution['lead']) => string) =>
  rows.length === 0
    ? paragraph('本次会议没有议定需要督办的事项。')
    : table(
        [
          ['序号', 14],
          ['事项和要求', 66],
          ['牵头单位', 28],
          ['配合单位', 24],
          ['完成时限', 24],
        ],
        rows
          .toSorted((a, b) => a.number - b.number)
          .map(({ number, title, words, lead, support, dueOn }) => [
            ...[String(number), `${title}：${words}`, called(lead), support.map(called).join('、') || '—', dueOn],
          ]),
      )

/** The minutes of a session, with what it resolved and who was there. @source 党政机关公文处理工作条例 第八条（十五） */
export const minutes = definePaper('joint-meeting-minutes', {
  title: '会议纪要',
  of: session,
  in: ['drafted', 'signing', 'signed', 'issued', 'done'],
  writes: ({ record, under, called }) => ({
    ...{ head: office, number: record.number, title: `${record.title}纪要`, recipients: '各成员单位' },
    body: [
      paragraph(`${record.heldOn}，${record.chair}在${record.place}主持召开${record.title}。纪要如下。`),
      ...[heading('一、议程'), paragraph(record.agenda), heading('二、会议情况'), paragraph(record.minutes ?? '')],
      ...[heading('三、议定事项'), resolved(under(resolution), called), heading('四、到会人员')],
      table(
        [
          ['单位', 60],
          ['姓名', 40],
          ['职务', 56],
        ],
        record.present.map(({ unit, name, post }) => [unit, name, post]),
      ),
    ],
    signatures: record.signed.map(({ unit, name, on }) => ({ title: unit, name, on })),
    ...{ signer: office, on: record.issuedOn },
  }),
})

/** The letter by which the bureau appoints a chief data officer. */
export const letter = definePaper('chief-data-officer-letter', {
  title: '首席数据官任用通知',
  of: term,
  in: ['serving', 'leaving', 'ended'],
  writes: ({ record, agency }) => ({
    ...{ head: '盐城市数据局', number: record.number, title: `关于任用${record.name}为首席数据官的通知` },
    recipients: agency.fullName,
    body: [
      paragraph(
        `经研究，任用${record.name}（${record.post}）为${agency.fullName}首席数据官，任期至${record.termEndsOn}。`,
      ),
      heading('职责清单'),
      table(
        [
          ['职责', 78],
          ['怎样算做到', 78],
        ],
        record.duties.map(({ duty, measure }) => [duty, measure]),
      ),
    ],
    ...{ signer: '盐城市数据局', on: record.appointedOn },
  }),
})

/** What a chief data officer leaves to whoever comes after. */
export const handover = definePaper('chief-data-officer-handover', {
  title: '首席数据官交接单',
  of: term,
  in: ['ended'],
  writes: ({ record, agency, today }) => ({
    ...{ head: null, number: null, title: '首席数据官交接单', recipients: null },
    body: [
      paragraph(`${agency.fullName}首席数据官${record.name}离任，移交未完事项${record.open.length}件。`),
      table(
        [
          ['事项', 66],
          ['到哪一步', 50],
          ['由谁接', 40],
        ],
        record.open.map(({ matter, stands, heir }) => [matter, stands, heir]),
      ),
    ],
    signatures: [
      { title: '移交人', name: null, on: null },
      { title: '接任人', name: null, on: null },
      { title: '监交人', name: null, on: null },
    ],
    ...{ signer: agency.fullName, on: today },
  }),
})
