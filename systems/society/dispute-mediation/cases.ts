import { calendarDays, defineCase, field, opensForAgencies, workingDays } from '#platform'
import { dispute } from './registers.ts'
import { notInThePast, toAnotherCentre } from './rules.ts'

const both = ['applicant', 'respondent'] as const
const reason = { words: field.longText('说明', { max: 500 }) }

const accept = {
  title: '受理',
  to: 'mediating',
  primary: true,
  takesUp: true,
  form: { mediator: field.text('调解员', { max: 50 }) },
  amends: { mediator: 'mediator' },
  shown: true,
} as const
const transfer = {
  title: '转其他中心',
  to: 'stays',
  says: '转出后本中心不再看到它。',
  form: { centre: field.agency('转到', { kinds: ['mediation-centre'] }), ...reason },
  amends: { centre: 'centre' },
  refuses: toAnotherCentre,
  shown: true,
} as const
const withdraw = { title: '撤回申请', to: 'withdrawn', takenBy: ['applicant'], form: reason } as const
const route = { title: '引导诉讼', to: 'routed', shown: true, form: reason } as const

const assign = {
  title: '改派',
  to: 'stays',
  form: { whom: field.colleague('交给谁') },
  gives: 'whom',
} as const

const answer = {
  title: '答复',
  to: 'answered',
  primary: true,
  tells: 'parent',
  form: { words: field.longText('查到什么、怎样处理', { max: 1000 }), photos: field.photos('现场照片', { max: 6 }) },
} as const

/** A bureau is asked to help with a dispute that its powers can settle: to look at the site, to say what the rule is. */
export const assistance = defineCase('dispute-assistance', {
  title: '纠纷协助',
  subject: dispute,
  initial: 'asked',
  endsWithParent: 'dropped',
  facts: { ask: field.longText('请协助的事', { max: 500 }) },
  states: {
    asked: {
      title: '待协助',
      within: workingDays(5),
      overdue: 'late',
      awaits: 'answer',
      actions: { answer },
    },
    late: { title: '逾期未协助', awaits: 'answer', actions: { answer } },
    answered: { title: '已协助', final: true },
    dropped: { title: '不再需要', final: true },
  },
})
/** A dispute from the day it is brought in to its end, and once more if it breaks out again. */
export const mediation = defineCase('mediation', {
  title: '矛盾纠纷调解',
  subject: dispute,
  opensOn: 'created',
  holder: 'centre',
  parties: {
    applicant: { title: '申请人', is: ['filer', 'applicantNumber'] },
    respondent: { title: '对方当事人', is: ['respondentNumber'] },
  },
  initial: 'filed',
  states: {
    filed: {
      title: '待受理',
      plain: '已经收到，三个工作日内答复是否受理',
      within: workingDays(3),
      overdue: 'late',
      awaits: 'accept',
      actions: {
        accept,
        transfer,
        route,
        withdraw,
      },
    },
    late: {
      title: '逾期未受理',
      plain: '受理晚了，已经催办',
      awaits: 'accept',
      actions: {
        accept,
        transfer,
        route,
        withdraw,
      },
    },
    mediating: {
      title: '调解中',
      plain: '调解员正在联系双方，三十日内调解完',
      within: calendarDays(30),
      awaits: 'propose',
      actions: {
        propose: {
          title: '拟定协议',
          to: 'signing',
          primary: true,
          says: '写清双方各做什么、到哪一天。双方随后在网上签字。',
          form: {
            agreement: field.longText('调解协议', { max: 4000, sensitivity: 'personal' }),
            performBy: field.date('履行期限'),
          },
          amends: { agreement: 'agreement', performBy: 'performBy' },
          refuses: notInThePast,
          shown: true,
        },
        assign,
        help: {
          title: '请部门协助',
          to: 'stays',
          says: '所请的部门五个工作日内答复，调解照常进行。',
          form: { bureaux: field.agencies('请哪些部门', { min: 1 }), ask: field.longText('请协助的事', { max: 500 }) },
          opens: opensForAgencies(assistance, 'bureaux'),
          shown: true,
        },
        assess: {
          title: '委托鉴定',
          to: 'assessing',
          form: { words: field.longText('鉴定什么、由谁鉴定', { max: 500 }) },
          shown: true,
        },
        fail: { title: '调解不成', to: 'failed', shown: true, form: reason },
        transfer,
        route,
        withdraw,
      },
    },
    assessing: {
      title: '鉴定中',
      plain: '正在等鉴定结果，这段时间不计入三十日',
      stops: 'calendarDays',
      actions: {
        assessed: {
          title: '鉴定已出',
          to: 'mediating',
          primary: true,
          form: { words: field.longText('鉴定意见', { max: 1000 }), papers: field.files('鉴定书', { max: 5 }) },
          shown: true,
        },
        withdraw,
      },
    },
    signing: {
      title: '待签字',
      plain: '协议写好了，请双方看过以后签字',
      within: workingDays(5),
      overdue: 'mediating',
      awaits: 'sign',
      actions: {
        sign: {
          title: '同意并签字',
          to: 'agreed',
          primary: true,
          takenBy: both,
          joint: true,
          reads: ['agreement', 'performBy'],
          says: '请先读协议，双方都签字后生效。',
        },
        decline: { title: '不同意', to: 'mediating', takenBy: both, form: reason, shown: true },
        signedOnPaper: {
          title: '双方已在纸上签字',
          to: 'agreed',
          form: { paper: field.files('协议照片', { min: 1, max: 10 }) },
          shown: true,
        },
      },
    },
    agreed: {
      title: '履行中',
      plain: '协议已经生效，按约定的日子履行',
      until: { performBy: 'checking' },
      actions: { performed: { title: '已履行', to: 'settled', form: reason, shown: true, primary: true } },
    },
    checking: {
      title: '待回访',
      plain: '约定的日子到了，调解员会来问履行得怎样',
      within: workingDays(5),
      awaits: 'performed',
      actions: {
        performed: { title: '已履行', to: 'settled', form: reason, shown: true, primary: true },
        broken: { title: '没有履行', to: 'mediating', form: reason, shown: true },
      },
    },
    settled: {
      title: '已化解',
      plain: '这件事已经了结；三十天内再起争执，可以接着这一件再来',
      final: true,
      actions: {
        relapse: {
          title: '又起争执',
          to: 'mediating',
          takenBy: both,
          within: calendarDays(30),
          form: { words: field.longText('又发生了什么', { max: 1000, sensitivity: 'personal' }) },
        },
        rate: {
          title: '评价',
          to: 'stays',
          takenBy: both,
          form: {
            rating: field.choice('满意吗', { good: '满意', fair: '一般', poor: '不满意' }),
            words: field.optional(field.longText('想说的话', { max: 500 })),
          },
        },
      },
    },
    failed: { title: '调解不成', plain: '没有谈成；可以向人民法院起诉', final: true },
    routed: { title: '已引导诉讼', plain: '这件事不适合调解，原因见下；可以向人民法院起诉', final: true },
    withdrawn: { title: '已撤回', plain: '申请人撤回了申请', final: true },
  },
})
