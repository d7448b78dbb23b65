import { calendarDays, defineCase, field, rowsIn, workingDays } from '#platform'
import { answered, enquiry, mobileApp } from './registers.ts'
import { asPublished, onlyWhatIsShared, toAnotherAgency } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 1000 }) })
const end = {
  title: '下架',
  to: 'ended',
  says: '下架后马上打不开，正在里面的人随即退出，而且不能恢复；要再上架，另行登记。',
  form: words('原因'),
} as const

/** A standard app, from its proposal until it is taken away. What is agreed on opens once it has passed against the other side. */
export const appRun = defineCase('mobile-app-run', {
  title: '标准应用接入',
  subject: mobileApp,
  opensOn: 'created',
  initial: 'review',
  states: {
    review: {
      title: '待审核',
      sets: { standing: 'review' },
      within: workingDays(5),
      awaits: 'agree',
      actions: {
        agree: {
          title: '同意接入',
          to: 'agreed',
          primary: true,
          says: '每一步都联调通过以后，自动交给“苏服办”；没有通过的打不开。',
          form: words('审核意见'),
        },
        sendBack: { title: '退回修改', to: 'returned', form: words('要改什么') },
      },
    },
    returned: {
      title: '退回修改',
      sets: { standing: 'returned' },
      awaits: 'resubmit',
      actions: { resubmit: { title: '改好了，再报', to: 'review', primary: true, form: words('改了什么') } },
    },
    agreed: {
      title: '同意接入',
      sets: { standing: 'agreed' },
      actions: {
        stop: {
          title: '暂停',
          to: 'stopped',
          says: '暂停后马上打不开，正在里面的人随即退出。',
          form: words('原因'),
        },
        end,
      },
    },
    stopped: {
      title: '暂停',
      sets: { standing: 'stopped' },
      actions: { resume: { title: '恢复', to: 'agreed', primary: true, form: words('怎样解决的') }, end },
    },
    ended: { title: '已下架', final: true, sets: { standing: 'ended' } },
  },
})

const answer = {
  title: '答复',
  to: 'answered',
  primary: true,
  form: {
    answer: field.longText('答复', { max: 2000 }),
    publishes: field.optional(
      field.text('公开成哪一问', {
        max: 100,
        help: '写成谁都看得懂、不带个人信息的一问，挂在办事指南下面；提问的人不同意公开的留空',
      }),
    ),
  },
  amends: { answer: 'answer' },
  refuses: onlyWhatIsShared,
  shown: true,
} as const
const transfer = {
  title: '转给别的单位',
  to: 'stays',
  says: '转出后本单位不再看到它，期限不变。',
  form: { at: field.agency('转到'), why: field.longText('为什么', { max: 500 }) },
  amends: { at: 'at' },
  refuses: toAnotherAgency,
  shown: true,
} as const
const takeBack = {
  title: '不用答复了',
  to: 'takenBack',
  takenBy: ['applicant'],
  tells: 'holder',
  form: { why: field.optional(field.longText('为什么', { max: 500 })) },
} as const

/** A question until its asker has an answer that helps. */
export const enquiryRun = defineCase('service-enquiry-run', {
  title: '咨询答复',
  subject: enquiry,
  opensOn: 'created',
  holder: 'at',
  parties: { applicant: { title: '提问的人', is: ['filer'] } },
  facts: { publishes: field.optional(field.text('公开成哪一问', { max: 100 })) },
  initial: 'asked',
  states: {
    asked: {
      title: '待答复',
      plain: '已经转给管这件事的单位，三个工作日内答复',
      within: workingDays(3),
      overdue: 'late',
      awaits: 'answer',
      actions: { answer, transfer, takeBack },
    },
    late: {
      title: '逾期未答复',
      plain: '没有按时答复您，已经催办',
      sets: { late: true },
      awaits: 'answer',
      actions: { answer, transfer, takeBack },
    },
    answered: {
      title: '已答复',
      plain: '已经答复；没说清的，七天内可以再问一次',
      makes: rowsIn(answered, enquiry, asPublished),
      within: calendarDays(7),
      overdue: 'closed',
      actions: {
        helped: { title: '明白了', to: 'closed', primary: true, takenBy: ['applicant'], form: {} },
        again: {
          title: '还没说清，再问一次',
          to: 'asked',
          once: true,
          takenBy: ['applicant'],
          tells: 'holder',
          form: words('哪里没说清'),
        },
      },
    },
    closed: { title: '已办结', plain: '咨询已经结束', final: true },
    takenBack: { title: '已撤回', plain: '您撤回了这个咨询', final: true },
  },
})
