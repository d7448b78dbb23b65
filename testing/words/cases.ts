/** The shortest example of every word for what becomes of a row; `docs/words.md` is read off them. */
import {
  afterEnd,
  bearerOf,
  calendarDays,
  carriesOver,
  changesIn,
  dayAfter,
  definePaper,
  eachIn,
  heeding,
  defineCase,
  defineDuty,
  defineRegister,
  elapsedShare,
  field,
  monthBefore,
  onDayOf,
  onEvent,
  opensBeside,
  opensEach,
  opensForAgencies,
  opensForUnits,
  opensParts,
  plusDays,
  rowsIn,
  splitsOff,
  whenever,
  whenRegistered,
  workingDays,
  type Seen,
} from '#platform'

const plan = defineRegister('works-plan', {
  ...{ title: '工程计划', naming: 'name', fields: { name: field.text('名称') } },
})
const works = defineRegister('works', {
  title: '工程',
  naming: 'name',
  fields: {
    name: field.text('名称'),
    plan: field.record('计划', plan),
    number: field.integer('序号'),
    lead: field.agency('承办单位'),
    support: field.agencies('协办单位'),
    beganOn: field.optional(field.date('开工')),
    dueOn: field.optional(field.date('应完成')),
    standing: field.choice('状态', { going: '在建', paused: '停工' }),
    chief: field.optional(field.citizenNumber('负责人身份证号')),
  },
})
const upkeep = defineRegister('works-upkeep', {
  title: '管护',
  naming: 'name',
  fields: { name: field.text('名称'), sinceOn: field.date('移交日期') },
})
const chiefs = defineDuty('works-chief', { title: '工程负责人', of: 'agency' })

const nothingMissing = heeding(works, works, { by: 'plan', as: 'plan' }, (all) =>
  all.length === 0 ? '没有要巡查的工程' : undefined,
)

// defineCase
export const visit = defineCase('works-visit', {
  title: '工程巡查',
  subject: works,
  initial: 'open',
  states: {
    open: {
      title: '待巡查',
      actions: { done: { title: '已巡查', to: 'ended', byAnother: 'plan', heeds: nothingMissing } },
    },
    ended: { title: '办结', final: true },
  },
})

// definePaper
export const certificate = definePaper('works-visit-record', {
  title: '巡查记录',
  of: visit,
  in: ['ended'],
  writes: ({ record, agency, handler, signed, today }) => ({
    ...{ head: null, number: null, title: '巡查记录', recipients: null, signer: agency.fullName, on: today },
    body: [{ kind: 'paragraph', text: `${record.name}，巡查人${handler ?? ''}` }],
    signatures: signed('done'),
  }),
})

// workingDays
export const answered = workingDays(5)

// calendarDays
export const objected = calendarDays(30)

// opensBeside
export const alongside = opensBeside(visit)

// opensForUnits
export const inEachCounty = opensForUnits(visit, ({ plan }) => plan !== null)

// opensEach
export const forEachWork = opensEach(visit, 'plan')

// opensParts
export const parts = opensParts(visit, 'plan')

// opensForAgencies
export const asked = opensForAgencies(visit, 'bureaux')

// dayAfter
export const inTwentyDays = dayAfter('2024-11-20', workingDays(20))

// onDayOf
export const whenDue = onDayOf(works, 'dueOn')

// whenever
export const whilePaused = whenever(works, ({ standing }) => standing === 'paused')

// whenRegistered
export const ofNoPlan = whenRegistered(works, ({ lead }) => lead === 'city-archives')

// afterEnd
export const onceVisited = afterEnd(visit, ['ended'])

// onEvent
export const onReading = onEvent(['ledger.anchored'], ({ about }) => String(about.works))

// rowsIn
export const handedOver = rowsIn(upkeep, works, ({ record, today }) => [{ name: record.name, sinceOn: today }])

// changesIn
export const stopped = changesIn(works, plan, { by: 'plan', as: 'id' }, ({ row }) =>
  row.standing === 'going' ? { standing: 'paused' } : undefined,
)

// splitsOff
export const half = splitsOff(works, {
  row: (taken) => ({ ...taken, name: `${taken.name}（二期）` }),
  counts: { field: 'number', among: ['plan'] },
})

// carriesOver
export const carried = carriesOver(visit, plan, {
  from: 'last',
  leaves: 'ended',
  row: (taken, { subject }) => ({ ...taken, plan: subject.id }),
})

// elapsedShare
export const passed = elapsedShare('2024-01-01', '2024-12-31', '2024-11-20')

// monthBefore
export const before = monthBefore('2024-11-20')

// plusDays
export const thirtyDaysOn = plusDays('2024-11-20', 30)

const worker = defineRegister('works-worker', {
  title: '工人',
  naming: 'name',
  under: 'works',
  fields: { works: field.record('工程', works), name: field.text('姓名'), number: field.citizenNumber('身份证号') },
})

// eachIn
export const everyWorker = eachIn(worker, 'number')

const foreman = defineRegister('works-foreman', {
  title: '工长',
  naming: 'name',
  fields: { name: field.text('姓名'), number: field.citizenNumber('身份证号') },
})

// bearerOf
export const whoeverLeads = bearerOf(foreman, 'foreman', 'number')

// Seen
export const light = ({ dueOn, today }: Seen<typeof works>) => (dueOn !== null && today > dueOn ? 'late' : 'ok')

const settling = defineCase('works-wage', {
  title: '欠薪核实',
  subject: worker,
  within: 'works',
  initial: 'open',
  states: {
    open: { title: '待核实', actions: { done: { title: '已结清', to: 'paid' } } },
    paid: { title: '办结', final: true },
  },
})

/** Everything that a kind of case may say. */
export const build = defineCase('works-build', {
  title: '工程督建',
  subject: works,
  holder: 'lead',
  bodies: ['county', 'civil-affairs-bureau'],
  opensOn: 'created',
  parties: { chief: { title: '负责人', is: ['filer', 'chief'] }, owner: { title: '业主', is: ['filer'] } },
  assigned: 'support',
  within: 'plan',
  due: 'dueOn',
  reminds: [30, 7],
  initial: 'going',
  facts: { percent: field.percent('进度') },
  rollsUp: { fact: 'percent', into: 'percent' },
  endsWithParent: 'ended',
  signals: { late: { title: '逾期', shape: 'late' }, ok: { title: '按期', shape: 'ok' } },
  signal: light,
  states: {
    going: {
      title: '在建',
      plain: '工程正在进行',
      within: workingDays(5),
      overdue: 'urged',
      until: { beganOn: 'urged' },
      awaits: 'report',
      every: 'month',
      actions: {
        report: {
          title: '报进度',
          to: 'stays',
          primary: true,
          says: '每月报一次。',
          form: { percent: field.percent('进度') },
          reversible: true,
          shown: true,
        },
        move: {
          title: '改完成日期',
          to: 'stays',
          reads: ['dueOn'],
          needs: { assurance: 2 },
          form: { until: field.date('改到') },
          amends: { dueOn: 'until' },
          starts: { until: 'dueOn' },
          refuses: ({ form, today }) => (form.until <= today ? '请选今天以后的日期' : undefined),
          tells: 'holder',
        },
        pause: { title: '停工', to: 'urged', sets: { standing: 'paused' }, opens: alongside },
        merge: { title: '并入', to: 'ended', form: { into: field.record('并入哪项工程', works) }, marks: 'into' },
        split: { title: '分期', to: 'stays', makes: splitsOff(works, { row: (taken) => taken }) },
        accept: {
          title: '验收签字',
          to: 'ended',
          takenBy: ['chief', 'owner'],
          joint: true,
          within: calendarDays(30),
        },
      },
    },
    stalled: {
      title: '等待图纸',
      stops: 'workingDays',
      actions: {
        drawn: {
          title: '图纸已到',
          to: 'going',
          computes: ({ today }) => ({ dueOn: dayAfter(today, workingDays(20)) }),
        },
        take: { title: '签收', to: 'stays', takesUp: true },
        clear: { title: '工资结清', to: 'going', waitsFor: settling },
        give: { title: '改派', to: 'stays', form: { whom: field.colleague('交给谁') }, gives: 'whom' },
        check: { title: '核对', to: 'stays', by: 'handler' },
        back: { title: '退回原承办单位', to: 'going', returns: true },
        raise: { title: '上报', to: 'stays', raises: true },
        lower: { title: '下派', to: 'stays', form: { to: field.agency('派给') }, lowers: 'to' },
        ask: {
          title: '征求意见',
          to: 'consulting',
          once: true,
          form: { bureaux: field.agencies('征求哪些单位', { min: 1 }) },
          opens: opensForAgencies(visit, 'bureaux'),
        },
      },
    },
    consulting: {
      title: '征求意见中',
      follows: { going: ({ standing }) => standing === 'going' },
      parts: { done: 'going', ends: { ended: 'urged' } },
    },
    urged: { title: '催办', extended: 'going', tells: [chiefs], actions: { resume: { title: '复工', to: 'going' } } },
    ended: {
      title: '完工',
      final: true,
      sets: { standing: 'paused' },
      changes: changesIn(upkeep, works, { by: 'id', as: 'id' }, ({ today }) => ({ sinceOn: today })),
      makes: handedOver,
    },
  },
})

// heeding
export const nothingPaused = heeding(works, plan, { by: 'plan', as: 'id' }, (all) =>
  all.some(({ standing }) => standing === 'paused') ? '还有停工的工程' : undefined,
)
