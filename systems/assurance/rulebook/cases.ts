import { article, instrument } from '#commons/rulebook'
import { changesIn, defineCase, field, onDayOf, opensForAgencies, rowsIn, whenever, workingDays } from '#platform'
import { comment, edition, publication } from './registers.ts'
import {
  afterEdition,
  articlesOf,
  evaluatedLater,
  inForceLater,
  instrumentLight,
  lights,
  mayBePublished,
  waitsFor,
  wellDivided,
} from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })

/** An instrument, from the plan that names it to its repeal; red the day after the planned one. */
export const enacting = defineCase('rule-enacting', {
  title: '制度出台',
  subject: instrument,
  opensOn: 'created',
  due: 'plannedOn',
  reminds: [30, 7, 1],
  signals: lights,
  signal: instrumentLight,
  initial: 'planned',
  states: {
    planned: {
      title: '制定中',
      follows: { enacted: ({ standing }) => standing === 'issued' || standing === 'in-force' },
      actions: { abandon: { title: '不再制定', to: 'abandoned', form: words('缘由') } },
    },
    enacted: {
      title: '已出台',
      final: true,
      actions: {
        repeal: {
          title: '废止',
          to: 'repealed',
          says: '即日起失效。凡是引用它的条款的，当天就看到“已废止”。',
          form: { docNumber: field.text('废止的文号', { max: 50 }), ...words('缘由') },
        },
      },
    },
    repealed: {
      title: '已废止',
      final: true,
      sets: { standing: 'repealed', evaluateOn: null },
      changes: [
        changesIn(article, instrument, { by: 'instrument', as: 'id' }, ({ row, today }) =>
          row.standing === 'in-force' ? { standing: 'repealed', untilOn: today } : undefined,
        ),
        changesIn(publication, instrument, { by: 'instrument', as: 'id' }, ({ row }) =>
          row.standing === 'current' ? { standing: 'former' } : undefined,
        ),
        changesIn(edition, instrument, { by: 'instrument', as: 'id' }, ({ row }) =>
          row.standing === 'former' ? undefined : { standing: row.standing === 'in-force' ? 'former' : 'dropped' },
        ),
      ],
    },
    abandoned: {
      title: '不再制定',
      final: true,
      sets: { standing: 'dropped' },
      changes: changesIn(edition, instrument, { by: 'instrument', as: 'id' }, () => ({ standing: 'dropped' })),
    },
  },
})

const people = { people: field.integer('传达到多少人', { max: 100_000, unit: '人' }) }
const acknowledge = { title: '确认已学习', to: 'acknowledged', primary: true, tells: 'parent', form: people } as const

/** An agency that must follow an edition reads it, and says so. */
export const reading = defineCase('rule-reading', {
  title: '制度学习',
  subject: edition,
  initial: 'asked',
  facts: people,
  states: {
    asked: {
      title: '待学习',
      within: workingDays(10),
      overdue: 'late',
      awaits: 'acknowledge',
      actions: { acknowledge },
    },
    late: { title: '逾期未学习', awaits: 'acknowledge', actions: { acknowledge } },
    acknowledged: { title: '已学习', final: true },
  },
})

const answer = {
  title: '答复',
  to: 'answered',
  primary: true,
  shown: true,
  form: {
    result: field.choice('是否采纳', { whole: '采纳', part: '部分采纳', none: '未采纳' }),
    answer: field.longText('答复', { max: 2000, help: '没有采纳的，说清为什么' }),
  },
  amends: { result: 'result', answer: 'answer' },
} as const

/** Somebody's comment on a draft: answered, whether it is taken up or not. */
export const answering = defineCase('rule-answering', {
  title: '意见答复',
  subject: comment,
  within: 'text',
  opensOn: 'created',
  parties: { commenter: { title: '提意见的人', is: ['filer'] } },
  initial: 'open',
  states: {
    open: {
      title: '待答复',
      plain: '已经收到，十个工作日内答复',
      within: workingDays(10),
      overdue: 'late',
      awaits: 'answer',
      actions: { answer },
    },
    late: { title: '逾期未答复', plain: '答复晚了，已经催办', awaits: 'answer', actions: { answer } },
    answered: { title: '已答复', plain: '已经答复，请看', final: true },
  },
})

/** A draft before the public: open until its day, then every comment is answered. */
export const consulting = defineCase('rule-consulting', {
  title: '公开征求意见',
  subject: publication,
  opensOn: whenever(publication, ({ standing }) => standing === 'open'),
  due: 'until',
  initial: 'open',
  states: {
    open: {
      title: '征求意见中',
      until: { until: 'answering' },
      follows: { ended: ({ standing }) => standing === 'closed' },
      actions: {},
    },
    answering: {
      title: '意见办理中',
      sets: { standing: 'answering' },
      follows: { ended: ({ standing }) => standing === 'closed' },
      awaits: 'finish',
      actions: {
        finish: {
          title: '意见全部答复完毕',
          to: 'answered',
          primary: true,
          waitsFor: answering,
          says: '每条意见都答复以后才能往下走。采纳情况随文本公布。',
          form: { summary: field.longText('意见采纳情况', { max: 4000 }) },
          amends: { summary: 'summary' },
        },
      },
    },
    answered: {
      title: '已答复完毕',
      final: true,
      sets: { standing: 'closed' },
      changes: changesIn(edition, publication, { by: 'id', as: 'edition' }, () => ({ standing: 'answered' })),
    },
    ended: { title: '随起草终止', final: true },
  },
})

const issuing = {
  docNumber: field.text('文号', { max: 50, help: '如“盐数规〔2024〕1号”' }),
  followers: field.agencies('谁要遵守', { min: 1 }),
  evaluateOn: field.optional(field.date('哪天评估实施效果', { help: '到期自动开出评估' })),
}
const issued = { docNumber: 'docNumber', followers: 'followers', evaluateOn: 'evaluateOn' } as const
const drop = { title: '终止起草', to: 'dropped', form: words('缘由') } as const
const publish = {
  title: '公开征求意见',
  to: 'comment',
  primary: true,
  says: '全文和起草说明对外公布，市民和企业可以提意见，至少七天。',
  form: { commentUntil: field.date('意见截止') },
  amends: { commentUntil: 'commentUntil' },
  refuses: mayBePublished,
} as const
const follow = { dropped: ({ standing }: { standing: string }) => standing === 'dropped' } as const

/** An edition of an instrument: drafted, put before the public, reviewed, issued, in force. */
export const enactment = defineCase('rule-enactment', {
  title: '制度制定',
  subject: edition,
  opensOn: 'created',
  initial: 'drafting',
  states: {
    drafting: { title: '起草中', follows: follow, awaits: 'publish', actions: { publish, drop } },
    comment: {
      title: '公开征求意见',
      sets: { standing: 'comment' },
      makes: rowsIn(publication, edition, ({ record, today }) => [
        {
          ...{ instrument: record.instrument, edition: record.id, number: record.number, text: record.text },
          ...{ title: `${record.title}（征求意见稿）`, why: record.why, standing: 'open' },
          ...{ on: today, until: record.commentUntil },
        },
      ]),
      follows: { answered: ({ standing }) => standing === 'answered', ...follow },
      actions: { drop },
    },
    answered: {
      title: '待送审',
      sets: { standing: 'answered' },
      follows: follow,
      awaits: 'submit',
      actions: {
        submit: {
          title: '送合法性审查',
          to: 'review',
          primary: true,
          says: '送审以后文稿不能再改。',
          form: words('送审说明'),
          refuses: wellDivided,
        },
        publish: { ...publish, title: '再次征求意见', primary: undefined },
        drop,
      },
    },
    review: {
      title: '合法性审查',
      sets: { standing: 'review' },
      follows: follow,
      within: workingDays(10),
      awaits: 'pass',
      actions: {
        pass: {
          title: '审查通过',
          to: 'passed',
          primary: true,
          form: { opinion: field.longText('审查意见', { max: 2000 }) },
          amends: { opinion: 'opinion' },
        },
        sendBack: {
          title: '退回修改',
          to: 'answered',
          form: { opinion: field.longText('审查意见', { max: 2000 }) },
          amends: { opinion: 'opinion' },
        },
      },
    },
    passed: {
      title: '待印发',
      sets: { standing: 'passed' },
      follows: follow,
      awaits: 'issueNow',
      actions: {
        issueNow: {
          title: '印发，今日施行',
          to: 'inForce',
          primary: true,
          form: issuing,
          amends: issued,
          computes: ({ today }) => ({ issuedOn: today, inForceOn: today }),
          refuses: evaluatedLater,
          opens: opensForAgencies(reading, 'followers'),
        },
        issueLater: {
          title: '印发，另定施行日期',
          to: 'issued',
          form: { inForceOn: field.date('施行日期'), ...issuing },
          amends: { ...issued, inForceOn: 'inForceOn' },
          computes: waitsFor,
          refuses: inForceLater,
          opens: opensForAgencies(reading, 'followers'),
        },
        drop,
      },
    },
    issued: {
      title: '已印发，待施行',
      sets: { standing: 'issued' },
      follows: follow,
      until: { waitsUntil: 'inForce' },
      changes: changesIn(instrument, edition, { by: 'id', as: 'instrument' }, ({ row }) =>
        row.standing === 'planned' ? { standing: 'issued' } : undefined,
      ),
      actions: {},
    },
    inForce: {
      title: '已施行',
      final: true,
      sets: { standing: 'in-force' },
      changes: [
        changesIn(article, edition, { by: 'instrument', as: 'instrument' }, afterEdition),
        changesIn(publication, edition, { by: 'instrument', as: 'instrument' }, ({ row }) =>
          row.standing === 'current' ? { standing: 'former' } : undefined,
        ),
        changesIn(edition, edition, { by: 'instrument', as: 'instrument' }, ({ row, record }) =>
          row.standing === 'in-force' && row.id !== record.id ? { standing: 'former' } : undefined,
        ),
        changesIn(instrument, edition, { by: 'id', as: 'instrument' }, ({ record, today }) => ({
          ...{ standing: 'in-force', inForceOn: today, title: record.title },
          ...{ followers: record.followers, evaluateOn: record.evaluateOn },
        })),
      ],
      makes: [
        rowsIn(article, edition, articlesOf, { along: { by: 'instrument', as: 'instrument' } }),
        rowsIn(publication, edition, ({ record, today }) => [
          {
            ...{ instrument: record.instrument, edition: record.id, number: record.number, text: record.text },
            ...{ title: `${record.title}（第 ${record.number} 版）`, why: record.why, standing: 'current', on: today },
          },
        ]),
      ],
    },
    dropped: {
      title: '已终止',
      final: true,
      sets: { standing: 'dropped' },
      changes: changesIn(publication, edition, { by: 'edition', as: 'id' }, ({ row }) =>
        row.standing === 'open' || row.standing === 'answering' ? { standing: 'closed' } : undefined,
      ),
    },
  },
})

const judged = { result: field.choice('结论', { keep: '继续执行', revise: '建议修订', repeal: '建议废止' }) }
const conclude = {
  title: '形成评估结论',
  to: 'concluded',
  primary: true,
  form: { ...judged, ...words('评估情况') },
} as const
const lapse = { lapsed: ({ standing }: { standing: string }) => standing === 'repealed' } as const

/** How an instrument works out, judged once its declared day has come. */
export const evaluation = defineCase('rule-evaluation', {
  title: '实施评估',
  subject: instrument,
  opensOn: onDayOf(instrument, 'evaluateOn'),
  facts: judged,
  initial: 'due',
  states: {
    due: {
      title: '待评估',
      within: workingDays(20),
      overdue: 'late',
      follows: lapse,
      awaits: 'conclude',
      actions: { conclude },
    },
    late: { title: '逾期未评估', follows: lapse, awaits: 'conclude', actions: { conclude } },
    concluded: { title: '已评估', final: true },
    lapsed: { title: '制度已废止', final: true },
  },
})
