import { bearerOf, defineCase, field, workingDays } from '#platform'
import { expert, membership, review, seat } from './registers.ts'
import { feesFor, notYetHeld } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 1000 }) })

/** An expert's term in a body, from being put forward to its end. */
export const appointment = defineCase('expert-appointment', {
  title: '专家聘任',
  subject: membership,
  opensOn: 'created',
  parties: { expert: { title: '专家', is: [bearerOf(expert, 'expert', 'number')] } },
  initial: 'proposed',
  states: {
    proposed: {
      title: '待聘任',
      plain: '已经推荐，等专家委员会聘任',
      within: workingDays(5),
      awaits: 'appoint',
      actions: {
        appoint: { title: '聘任', to: 'serving', primary: true, sets: { standing: 'serving' } },
        decline: { title: '不聘', to: 'declined', sets: { standing: 'declined' }, form: words('理由') },
      },
    },
    serving: { title: '在聘', plain: '已经聘任', until: { endsOn: 'over' }, actions: {} },
    over: { title: '聘期届满', plain: '聘期已满，感谢您', final: true, sets: { standing: 'over' } },
    declined: { title: '未聘', final: true },
  },
})

/** A review, from its preparation to its result. */
export const reviewing = defineCase('expert-reviewing', {
  title: '专家评审',
  subject: review,
  opensOn: 'created',
  initial: 'preparing',
  states: {
    preparing: {
      title: '筹备中',
      awaits: 'convene',
      actions: {
        convene: {
          title: '开始评审',
          to: 'sitting',
          primary: true,
          says: '专家抽齐、都接受以后再开始。',
        },
        postpone: {
          title: '改期',
          to: 'stays',
          form: { meetsOn: field.date('改到'), ...words('缘由') },
          amends: { meetsOn: 'meetsOn' },
          refuses: notYetHeld,
        },
        cancel: { title: '取消', to: 'cancelled', form: words('缘由') },
      },
    },
    sitting: {
      title: '评审中',
      awaits: 'conclude',
      actions: {
        conclude: {
          title: '形成结论',
          to: 'concluded',
          primary: true,
          form: {
            result: field.choice('结论', { pass: '通过', revise: '修改后通过', fail: '不通过' }),
            ...words('综合意见'),
          },
          amends: { result: 'result' },
        },
      },
    },
    concluded: { title: '已有结论', final: true },
    cancelled: { title: '已取消', final: true },
  },
})

const recuse = {
  title: '申请回避',
  to: 'recused',
  takenBy: ['expert'],
  tells: 'holder',
  says: '与申报单位有关系、或者不能公正评审的，请回避。席位由同一次抽取的下一名接替。',
  form: words('缘由'),
} as const

const release = {
  title: '解除席位',
  to: 'released',
  says: '这一席已经由别人接替的，在这里解除。',
  form: words('缘由'),
} as const

/** One expert's part in a review: asked, heard by themselves alone, paid. */
export const sitting = defineCase('review-sitting', {
  title: '专家评审席',
  subject: seat,
  opensOn: 'created',
  parties: { expert: { title: '专家', is: [bearerOf(expert, 'expert', 'number')] } },
  facts: { score: field.integer('评分', { min: 0, max: 100, unit: '分' }) },
  initial: 'invited',
  states: {
    invited: {
      title: '待答复',
      plain: '您被抽中评审一件事项，请在两个工作日内答复',
      within: workingDays(2),
      overdue: 'silent',
      awaits: 'accept',
      actions: {
        accept: { title: '接受', to: 'accepted', primary: true, takenBy: ['expert'], reads: ['title'] },
        recuse,
        release,
      },
    },
    silent: { title: '逾期未答复', plain: '没有等到您的答复，席位可能由别人接替', final: true },
    accepted: {
      title: '待评分',
      plain: '请独立评分；别的专家看不到您的意见',
      awaits: 'score',
      actions: {
        score: {
          title: '提交评分',
          to: 'scored',
          primary: true,
          takenBy: ['expert'],
          form: { score: field.integer('评分', { min: 0, max: 100, unit: '分' }), ...words('意见') },
        },
        recuse,
        release,
      },
    },
    scored: {
      title: '已评分',
      plain: '已经收到您的评分，评审费随后发放',
      awaits: 'pay',
      actions: {
        pay: {
          title: '核发评审费',
          to: 'paid',
          primary: true,
          says: '按职称和现行标准计算，代扣劳务报酬的个人所得税。',
          computes: feesFor,
        },
      },
    },
    paid: { title: '已发放', plain: '评审费已经发放', final: true },
    recused: { title: '已回避', plain: '您已回避', final: true },
    released: { title: '已解除', plain: '您的席位已经由别人接替', final: true },
  },
})
