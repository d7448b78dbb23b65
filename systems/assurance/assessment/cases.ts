import { agencyHead } from '#commons/escalation-path'
import { defineCase, field, opensParts, workingDays } from '#platform'
import { assessed, entry, notice, objection, scheme } from './registers.ts'

const words = (label: string, max = 1000) => ({ words: field.longText(label, { max }) })

/** What an object does of a scheme: it tells what is asked of it, item by item, and says that it has. */
export const telling = defineCase('assessment-telling', {
  title: '考评自评',
  subject: assessed,
  holder: 'assessed',
  endsWithParent: 'over',
  initial: 'asked',
  states: {
    asked: {
      title: '待自评',
      within: workingDays(10),
      overdue: 'late',
      awaits: 'done',
      actions: {
        done: {
          title: '自评完成',
          to: 'told',
          primary: true,
          says: '先在得分明细里逐项填报，附上佐证；报齐以后在这里确认。',
          tells: 'parent',
        },
      },
    },
    late: {
      title: '逾期未自评',
      tells: [agencyHead],
      awaits: 'done',
      actions: { done: { title: '自评完成', to: 'told', primary: true, tells: 'parent' } },
    },
    told: { title: '已自评', final: true },
    over: { title: '随考评结束', final: true },
  },
})

const extend = {
  title: '延长自评',
  to: 'reporting',
  says: '只改自评截止的日期；方案的其他内容启动后不能改。',
  form: { until: field.date('自评截止'), ...words('缘由') },
  amends: { reportsUntil: 'until' },
  refuses: ({ form, today }: { form: { until: string }; today: string }) =>
    form.until < today ? '自评截止不能早于今天' : undefined,
} as const

const publish = {
  title: '公示得分',
  to: 'objecting',
  says: '自评都初审过、平台指标冻结以后公示；各单位看到自己的得分和失分，在异议期内可以提出异议。',
  sets: { standing: 'published' },
} as const

const retire = {
  title: '由新版代替',
  to: 'replaced',
  says: '新版方案启动以后，在这里停用这一版；已经填报的，新版接着用。',
  sets: { standing: 'replaced' },
} as const

/** A year's assessment, from the draft of its scheme to its result. */
export const assessing = defineCase('assessment', {
  title: '考核评价',
  subject: scheme,
  opensOn: 'created',
  initial: 'drafting',
  states: {
    drafting: {
      title: '起草方案',
      awaits: 'begin',
      actions: {
        begin: {
          title: '启动考评',
          to: 'reporting',
          primary: true,
          says: '启动后方案的指标、分值和计分规则不能再改，各单位随即收到自评任务。',
          sets: { standing: 'begun' },
          opens: opensParts(telling, 'scheme'),
        },
        drop: { title: '放弃', to: 'dropped', form: words('缘由') },
      },
    },
    reporting: {
      title: '自评',
      until: { reportsUntil: 'checking' },
      actions: { extend, publish, retire },
    },
    checking: { title: '初审', awaits: 'publish', actions: { publish: { ...publish, primary: true }, extend, retire } },
    objecting: {
      title: '公示',
      awaits: 'finish',
      actions: {
        finish: {
          title: '定稿',
          to: 'final',
          primary: true,
          says: '异议期满、异议都处理以后定稿；排名随即公开，通报由平台起草。',
          sets: { standing: 'final' },
        },
      },
    },
    final: { title: '已定稿', final: true },
    replaced: { title: '已由新版代替', final: true },
    dropped: { title: '已放弃', final: true },
  },
})

/** A value that was told, looked over. */
export const reviewing = defineCase('assessment-review', {
  title: '自评初审',
  subject: entry,
  holder: 'assessed',
  opensOn: 'created',
  facts: { returned: field.yesNo('退回过') },
  initial: 'reported',
  states: {
    reported: {
      title: '待初审',
      within: workingDays(5),
      awaits: 'accept',
      actions: {
        accept: { title: '认可', to: 'reviewed', primary: true, tells: 'holder', sets: { standing: 'reviewed' } },
        correct: {
          title: '按佐证改定',
          to: 'reviewed',
          tells: 'holder',
          form: { value: field.decimal('数值', { places: 4 }), ...words('依据') },
          amends: { value: 'value' },
          starts: { value: 'value' },
          sets: { standing: 'reviewed' },
        },
        sendBack: {
          title: '退回补充',
          to: 'returned',
          tells: 'holder',
          form: { returned: field.yesNo('需要补充佐证'), ...words('退回原因') },
          sets: { standing: 'returned' },
        },
      },
    },
    returned: {
      title: '待补充',
      within: workingDays(3),
      overdue: 'lapsed',
      awaits: 'tellAgain',
      actions: {
        tellAgain: {
          title: '重新报送',
          to: 'reported',
          primary: true,
          form: {
            value: field.decimal('数值', { places: 4 }),
            ...words('自评说明', 2000),
            evidence: field.files('佐证', { min: 1, max: 10 }),
          },
          amends: { value: 'value', words: 'words', evidence: 'evidence' },
          starts: { value: 'value', words: 'words' },
          sets: { standing: 'reported' },
        },
      },
    },
    reviewed: { title: '已初审', final: true },
    lapsed: { title: '逾期未补充，不计分', final: true },
  },
})

/** An objection to one value, decided within five working days. */
export const deciding = defineCase('assessment-objection', {
  title: '考评异议',
  subject: objection,
  holder: 'assessed',
  opensOn: 'created',
  initial: 'raised',
  states: {
    raised: {
      title: '待处理',
      within: workingDays(5),
      awaits: 'uphold',
      actions: {
        uphold: {
          title: '采纳',
          to: 'upheld',
          primary: true,
          tells: 'holder',
          says: '只改这一项的数值；得分和名次随之重算，改动前后都留在明细里。',
          form: { decided: field.decimal('认定的数值', { places: 4 }), ...words('依据') },
          amends: { decided: 'decided' },
          starts: { decided: 'claims' },
          sets: { standing: 'upheld' },
        },
        refuse: {
          title: '不采纳',
          to: 'refused',
          tells: 'holder',
          form: words('理由'),
          sets: { standing: 'refused' },
        },
      },
    },
    upheld: { title: '已采纳', final: true },
    refused: { title: '不采纳', final: true },
  },
})

/** The notice of a result, revised and issued. */
export const issuing = defineCase('assessment-notice-issue', {
  title: '考评通报印发',
  subject: notice,
  opensOn: 'created',
  initial: 'drafted',
  states: {
    drafted: {
      title: '待印发',
      awaits: 'issue',
      actions: {
        issue: {
          title: '印发',
          to: 'issued',
          primary: true,
          form: { number: field.integer('文号序号', { min: 1, max: 9999 }), issuedOn: field.date('成文日期') },
          amends: { number: 'number', issuedOn: 'issuedOn' },
          sets: { standing: 'issued' },
        },
        discard: { title: '作废', to: 'discarded', form: words('缘由'), sets: { standing: 'discarded' } },
      },
    },
    issued: { title: '已印发', final: true },
    discarded: { title: '已作废', final: true },
  },
})
