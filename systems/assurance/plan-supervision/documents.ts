import { jointMeeting } from '#commons/joint-meeting'
import { heading, paragraph, ranking } from '#commons/official-document'
import { plan, planItem, planTask } from '#commons/plan'
import { defineIntake, definePrint, defineReading, into, type DocumentRead, type RecordOf } from '#platform'
import { bulletin, planDoubt, planTarget } from './registers.ts'

/** How a yearly plan is told from any other document, and what in it looks like a number and is a name. */
export const workPlan = defineReading('work-plan', {
  title: '年度工作要点',
  accepts: ['txt', 'docx'],
  labels: {
    lead: ['责任部门', '牵头单位', '牵头部门', '牵头责任单位', '主办单位', '主责单位'],
    support: ['责任单位', '配合单位', '配合部门', '协办单位', '协同单位', '参与单位'],
    due: ['完成时间', '完成时限', '时间要求', '完成期限', '时间节点', '时限'],
  },
  everyUnit: /以下(?:各项|任务|工作|内容).*(?:县|区).*落实/,
  rosters: { [jointMeeting.phrase]: jointMeeting.convenor },
  quantities: {
    units: ['个', '项', '家', '%', '元', '人次', '人', '台', '件', '场', '种', '处'],
    stops: [
      /“15分钟\+24小时”/g,
      /“?\d+\+\d+(?:\+\d+)*”?/g,
      /[二三两]年(?:行动计划|规划)/g,
      /“?十[四五六]五”?/g,
      /\([一二三]期\)/g,
      /\d+G\+?/g,
      /IPv\d/g,
      /\d{4}年/g,
    ],
  },
  names: /“([^”]{2,20})”|《([^》]{2,30})》|[\u4e00-\u9fa5A-Za-z+]{3,12}(?:平台|系统|APP)/g,
  verbs:
    /^(?:.*(?:推动|建立|优化|完善|增强|深化|扩展|摸底|推进|建设|加快|提升|开发|打造|统筹|利用|依托|基于|运用|上线|提高|拓展|丰富|整合|构建))/,
})

type Named = DocumentRead['items'][number]['agencies']
const leadOf = ({ named, roster }: Named) => roster ?? named[0]?.id ?? null
const supportOf = ({ named, roster }: Named) => (roster ? [] : named.slice(1)).flatMap(({ id }) => id ?? [])
const tasksOf = (read: DocumentRead, item: number) =>
  [...new Set(read.rows.filter((row) => row.item === item).map((row) => row.number))].join('、') || null

const fromPlan = into(plan, (read, _made, file) => [
  {
    title: read.title,
    issuer: read.issuer || '发文机关不详',
    issuedOn: read.issuedOn,
    year: read.year ?? 2000,
    standing: 'draft' as const,
    everyUnit: read.everyUnit,
    lead: read.lead || null,
    file,
  },
])

const fromItems = into(planItem, (read, made) =>
  read.items.map(({ agencies, deadline, quantities: _, inferred: _inferred, ...item }) => ({
    ...written(item),
    section: item.section || null,
    plan: made(plan)[0]!.id,
    lead: leadOf(agencies),
    support: supportOf(agencies),
    dueOn: deadline?.dueOn ?? null,
    ongoing: deadline?.ongoing ?? false,
    tasks: tasksOf(read, item.number),
  })),
)

/** Empty words are no words. */
const written = <T extends { text: string; agenciesText: string; dueText: string; note: string }>(item: T) => ({
  ...item,
  text: item.text || null,
  agenciesText: item.agenciesText || null,
  dueText: item.dueText || null,
  note: item.note || null,
})

const fromRows = into(planTask, (read, made) =>
  read.rows.map(({ agencies, deadline, item, ...row }) => ({
    ...row,
    ...{ agenciesText: row.agenciesText || null, dueText: row.dueText || null, startOn: read.issuedOn },
    ...{ plan: made(plan)[0]!.id, item: made(planItem).find(({ number }) => number === item)?.id ?? null },
    ...{ lead: leadOf(agencies), support: supportOf(agencies), leadStanding: 'inferred' as const },
    ...{ dueOn: deadline?.dueOn ?? null, ongoing: deadline?.ongoing ?? false },
    reviewOn: deadline?.ongoing ? `${read.year ?? 2000}-12-31` : null,
  })),
)

const fromQuantities = into(planTarget, (read, made) =>
  made(planItem).flatMap((item) => {
    const found = read.items.find(({ number }) => number === item.number)?.quantities ?? []
    const rows = made(planTask).filter((row) => row.item === item.id)
    return found.map(({ from: _, ...target }) => ({
      ...target,
      ...{ name: target.name || item.title, plan: item.plan, item: item.id, standing: 'literal' as const },
      task: rows.find((row) => row.content.includes(target.quote))?.id ?? null,
    }))
  }),
)

const fromDoubts = into(planDoubt, (read, made) =>
  read.doubts.map(({ kind, item, row, quote, says }) => ({
    ...{ kind, says, quote: quote || null, standing: 'open' as const, plan: made(plan)[0]!.id },
    item: made(planItem).find(({ number }) => number === item)?.id ?? null,
    task: made(planTask).find(({ number, part }) => number === row?.number && part === row.part)?.id ?? null,
  })),
)

/** Takes a published plan in: items and table kept as written, reconciled, doubts beside them. */
export const importPlan = defineIntake('import-plan', {
  title: '导入年度计划',
  reads: workPlan,
  writes: [fromPlan, fromItems, fromRows, fromQuantities, fromDoubts],
  path: '/plan/:id',
})

type Bulletin = RecordOf<typeof bulletin>
const ranks = (rows: Bulletin['agencies'] | Bulletin['counties']) =>
  ranking(
    [
      ['名次', 16],
      ['单位', 62],
      ['任务数', 24],
      ['平均进度', 28],
      ['逾期', 24],
    ],
    rows.map(({ rank, agency, tasks, percent, late }) => [rank, agency, tasks, percent, late]),
  )
const lateTasks = (rows: Bulletin['late']) =>
  ranking(
    [
      ['承办单位', 32],
      ['任务', 54],
      ['应完成', 32],
      ['逾期工作日', 18],
      ['状态', 20],
    ],
    rows.map(({ agency, task, due, days, state }) => [agency, task, due, days, state]),
  )

/** A bulletin as an official document of the data bureau. */
export const printedBulletin = definePrint('printed-bulletin', {
  title: '督办通报',
  of: bulletin,
  writes: (row) => ({
    head: '盐城市数据局文件',
    number: row.number === null ? null : `盐数督〔${row.year}〕${row.number}号`,
    title: row.title,
    recipients: row.recipients,
    body: bodyOf(row),
    signer: '盐城市数据局',
    on: row.issuedOn,
    ...(row.issuedOn && { printed: { by: '盐城市数据局办公室', on: row.issuedOn } }),
  }),
})

const bodyOf = (row: Bulletin) => [
  ...[heading('一、总体情况'), paragraph(row.overview)],
  ...[heading('二、逾期任务'), ...(row.late.length > 0 ? [lateTasks(row.late)] : [paragraph('本月没有逾期任务。')])],
  ...[heading('三、部门进展'), ranks(row.agencies), heading('四、县（市、区）和功能区进展'), ranks(row.counties)],
  ...[heading('五、工作要求'), paragraph(row.demands)],
]
