import { calendarDays, defineCase, field, heeding, rowsIn, workingDays } from '#platform'
import { archivalItem, fonds } from './archive.ts'
import { licence } from './licence.ts'
import { application, applicationLicence } from './service-application.ts'
import { itemNeed } from './service-item.ts'
import { rating, satisfaction } from './service-rating.ts'
import {
  asArchived,
  asLicence,
  asRating,
  granted,
  handedOver,
  licencesThere,
  light,
  lights,
  noneHasEnded,
  refused,
  somethingIsGiven,
  tenDaysMore,
  whoIsNamed,
} from './service-handling-rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })
const told = (label: string) => ({ form: words(label), shown: true }) as const

const withdraw = {
  title: '撤回申请',
  to: 'withdrawn',
  takenBy: ['applicant'],
  tells: 'holder',
  form: { words: field.optional(field.longText('为什么撤回', { max: 500 })) },
} as const

const supplement = {
  title: '一次告知补正',
  to: 'supplementing',
  once: true,
  says: '缺什么一次说全，只能告知一次。等补正的日子不计入期限。',
  ...told('要补正什么'),
} as const
const receive = {
  title: '受理，转办理单位',
  to: 'handling',
  primary: true,
  says: '材料齐全、符合形式就受理。办结期限从明天起算。',
  form: { words: field.optional(field.longText('受理意见', { max: 500 })) },
  computes: handedOver,
  refuses: whoIsNamed,
  shown: true,
} as const
const turnAway = {
  title: '不予受理',
  to: 'unaccepted',
  says: '说清为什么，以及可以去哪里办、怎样申诉。',
  ...told('不予受理的理由和去处'),
  amends: { resultWords: 'words' },
  sets: { outcome: 'unaccepted' },
} as const
const intake = { receive, supplement, turnAway, withdraw } as const

const assign = { title: '交给同事', to: 'stays', form: { whom: field.colleague('交给谁') }, gives: 'whom' } as const
const grant = {
  title: '准予',
  to: 'granted',
  primary: true,
  form: {
    words: field.optional(field.longText('结果说明', { max: 2000 })),
    resultFiles: field.files('结果文书', { max: 10, help: '发电子证照的事项不用上传，准予后自动签发、盖章' }),
  },
  amends: { resultFiles: 'resultFiles' },
  computes: granted,
  refuses: somethingIsGiven,
  heeds: heeding(applicationLicence, application, { by: 'application', as: 'id' }, noneHasEnded),
  shown: true,
} as const
const refuse = {
  title: '不予准予',
  to: 'refused',
  says: '写明理由；申请人六十日内可以申请行政复议，六个月内可以起诉。',
  ...told('理由和救济途径'),
  computes: refused,
} as const
const special = {
  title: '特别程序',
  to: 'special',
  says: '听证、检验、检测、检疫、鉴定和专家评审的时间不计入期限，要告知申请人。',
  form: {
    sort: field.choice('做什么', {
      ...{ hearing: '听证', inspection: '检验', testing: '检测', quarantine: '检疫' },
      ...{ appraisal: '鉴定', review: '专家评审' },
    }),
    ...words('由谁做、预计多久'),
  },
  shown: true,
} as const
const extend = {
  title: '延长十个工作日',
  to: 'stays',
  once: true,
  says: '经本单位负责人批准可以延长一次，并告知申请人。',
  ...told('延长的理由'),
  computes: tenDaysMore,
} as const
const deciding = { grant, refuse, special, extend, assign } as const

const score = {
  score: satisfaction(),
  opinion: field.optional(field.longText('说说为什么', { max: 1000, help: '不满意的，五个工作日内整改并答复您' })),
}
const rate = { title: '评价', to: 'rated', takenBy: ['applicant'], within: calendarDays(30), form: score } as const

/** What is decided is archived the moment that it is closed. */
const archived = rowsIn(archivalItem, application, asArchived, {
  along: { by: 'source', as: 'id' },
  among: { fonds: { in: fonds, by: 'holder', as: 'handledBy' } },
})

/** An application as it goes: received by one office, decided by another, delivered, rated. */
export const handling = defineCase('service-handling', {
  title: '政务服务办件',
  subject: application,
  opensOn: 'created',
  holder: 'at',
  assigned: 'beside',
  due: 'dueOn',
  reminds: [1],
  endsWithParent: 'halted',
  parties: { applicant: { title: '申请人', is: ['filer', 'idNumber'] } },
  facts: score,
  signals: lights,
  signal: light,
  initial: 'filed',
  states: {
    filed: {
      title: '待受理',
      plain: '已经收到，五个工作日内告诉您材料齐不齐',
      within: workingDays(5),
      overdue: 'unanswered',
      awaits: 'receive',
      makes: rowsIn(applicationLicence, application, licencesThere, {
        along: { by: 'application', as: 'id' },
        among: {
          needs: { in: itemNeed, by: 'item', as: 'item' },
          ofPerson: { in: licence, by: 'idNumber', as: 'idNumber' },
          ofFirm: { in: licence, by: 'creditCode', as: 'creditCode' },
        },
      }),
      actions: intake,
    },
    unanswered: {
      title: '逾期未告知，视为受理',
      plain: '没有按时答复您，依法从收到那天起就算受理，已经催办',
      awaits: 'receive',
      actions: { receive },
    },
    supplementing: {
      title: '待补正',
      plain: '还缺材料，请照下面说的补齐；等您补正的日子不计入期限',
      stops: 'workingDays',
      awaits: 'handIn',
      actions: {
        handIn: {
          title: '补交材料',
          to: 'filed',
          primary: true,
          takenBy: ['applicant'],
          tells: 'holder',
          form: { ...words('补了什么'), papers: field.files('补正材料', { max: 10 }) },
        },
        withdraw,
      },
    },
    handling: {
      title: '办理中',
      plain: '已经受理，正在审查',
      awaits: 'grant',
      until: { dueOn: 'late' },
      actions: { ...deciding, withdraw },
    },
    late: {
      title: '超期办理中',
      plain: '超过了承诺的日子，已经催办',
      awaits: 'grant',
      extended: 'handling',
      actions: { ...deciding, withdraw },
    },
    special: {
      title: '特别程序中',
      plain: '正在听证、检验或者评审，这段时间不计入期限',
      stops: 'workingDays',
      actions: {
        resume: { title: '特别程序结束', to: 'handling', primary: true, ...told('结论') },
      },
    },
    granted: {
      title: '待送达',
      plain: '办成了，结果正在送给您',
      within: workingDays(10),
      makes: rowsIn(licence, application, asLicence),
      awaits: 'deliver',
      actions: {
        deliver: {
          title: '已送达',
          to: 'done',
          primary: true,
          reads: ['delivery', 'address'],
          form: { words: field.optional(field.text('送达说明', { max: 200, help: '领取人或者运单号' })) },
          shown: true,
        },
      },
    },
    done: { title: '已办结', plain: '办好了；三十天内可以评价', final: true, makes: archived, actions: { rate } },
    refused: {
      title: '不予准予',
      plain: '没有准予，理由和怎样申诉见下',
      final: true,
      makes: archived,
      actions: { rate },
    },
    unaccepted: {
      title: '不予受理',
      plain: '没有受理，理由和可以去哪里见下',
      final: true,
      makes: archived,
      actions: { rate },
    },
    withdrawn: { title: '已撤回', plain: '您撤回了申请', final: true },
    halted: { title: '随一件事停止', plain: '同一件事里有一项没有办成，这一项随着停下', final: true },
    rated: { title: '已评价', plain: '谢谢您的评价', final: true, makes: rowsIn(rating, application, asRating) },
  },
})
