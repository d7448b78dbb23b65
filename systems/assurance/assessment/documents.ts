import { heading, paragraph, ranking } from '#commons/official-document'
import { definePrint, defineScoreNotice, type NoticeFacts, type RecordOf } from '#platform'
import { notice, yearly } from './registers.ts'

type Group = NoticeFacts['groups'][number]

const rowsOf = (groups: readonly Group[], name: string) =>
  (groups.find((group) => group.name === name)?.ranked ?? []).map(({ rank, ...one }) => ({
    ...one,
    rank: String(rank),
  }))

const overviewOf = (groups: readonly Group[]) =>
  groups
    .filter(({ ranked }) => ranked.length > 0)
    .map(({ title, ranked }) => {
      const best = ranked[0]?.grade
      const named = ranked.filter(({ grade }) => grade === best).map(({ name }) => name)
      return `${title}参加考评的 ${ranked.length} 个，${best}的有${named.join('、')}。`
    })
    .join('')

/** The notice as the platform drafts it. */
export const drafting = defineScoreNotice('assessment-notice-draft', {
  title: '起草考评通报',
  of: yearly,
  into: notice,
  compose: ({ scheme, groups }) => ({
    ...{
      scheme: scheme.id as never,
      year: scheme.year,
      title: `关于${scheme.title}结果的通报`,
      standing: 'draft' as const,
    },
    recipients: '各县（市、区）人民政府，盐城经济技术开发区、盐南高新区管委会，市各有关部门和单位',
    overview: overviewOf(groups),
    ...{ bureaux: rowsOf(groups, 'bureau'), counties: rowsOf(groups, 'county') },
    demands: '请各单位对照得分明细，逐项查找失分原因，拿出改进措施。得分、排名和计算依据已在平台公开，可自行核算。',
  }),
})

const ranked = (rows: RecordOf<typeof notice>['bureaux']) =>
  ranking(
    [
      ['名次', 20],
      ['单位', 74],
      ['得分', 30],
      ['等次', 30],
    ],
    rows.map(({ rank, name, total, grade }) => [rank, name, total, grade]),
  )

/** The notice as an official document of the data bureau. */
export const printedNotice = definePrint('printed-assessment-notice', {
  title: '考评通报',
  of: notice,
  writes: (row) => ({
    head: '盐城市数据局文件',
    number: row.number === null ? null : `盐数考〔${row.year}〕${row.number}号`,
    ...{ title: row.title, recipients: row.recipients, signer: '盐城市数据局', on: row.issuedOn },
    body: [
      ...[heading('一、总体情况'), paragraph(row.overview)],
      ...[heading('二、市级部门'), ranked(row.bureaux), heading('三、县（市、区）和功能区'), ranked(row.counties)],
      ...[heading('四、工作要求'), paragraph(row.demands)],
    ],
    ...(row.issuedOn && { printed: { by: '盐城市数据局办公室', on: row.issuedOn } }),
  }),
})
