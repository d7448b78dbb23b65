import { dataItem, dataResource } from '#commons/data-resource'
import { changesIn, defineCase, field, whenever, workingDays } from '#platform'
import { dataGrading } from './registers.ts'
import { asGraded, lowersIt, onlyRaises, readyToPublish } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 1000 }) })

const submit = {
  title: '报送审核',
  to: 'review',
  primary: true,
  form: words('说明'),
  refuses: readyToPublish,
} as const
const mount = {
  title: '挂接',
  to: 'stays',
  says: '写上接口地址，或者交上数据文件。挂接了的才算数。',
  form: { address: field.optional(field.url('接口地址')), files: field.optional(field.files('数据文件', { max: 5 })) },
  amends: { address: 'address', files: 'files' },
  sets: { mounted: true },
  refuses: ({ form }: { form: { address: string | null; files: readonly unknown[] | null } }) =>
    form.address || (form.files ?? []).length > 0 ? undefined : '接口地址和数据文件至少有一样',
} as const
const withdraw = {
  title: '撤下',
  to: 'withdrawn',
  says: '撤下以后，目录里马上查不到，外面收割到的地址答复“已经撤下”。',
  form: words('为什么撤下'),
} as const

/** A resource from its compilation until it is withdrawn. */
export const resourceRun = defineCase('data-resource-run', {
  title: '目录编制发布',
  subject: dataResource,
  opensOn: 'created',
  initial: 'compiled',
  states: {
    compiled: {
      title: '编制中',
      sets: { standing: 'compiled' },
      awaits: 'submit',
      actions: { submit, mount, withdraw },
    },
    review: {
      title: '待审核',
      sets: { standing: 'review' },
      within: workingDays(5),
      awaits: 'publish',
      actions: {
        publish: {
          title: '审核发布',
          to: 'published',
          primary: true,
          form: words('审核意见'),
          computes: ({ today }) => ({ publishedOn: today }),
          refuses: readyToPublish,
        },
        sendBack: { title: '退回', to: 'compiled', form: words('要改什么') },
      },
    },
    published: {
      title: '已发布',
      sets: { standing: 'published' },
      actions: {
        mount,
        change: {
          title: '变更',
          to: 'changing',
          says: '改好再报审核；审核发布以前，外面看到的还是现在这一版。',
          form: words('要改什么'),
        },
        withdraw,
      },
    },
    changing: {
      title: '变更中',
      sets: { standing: 'changing' },
      awaits: 'submit',
      actions: { submit, mount, withdraw },
    },
    withdrawn: {
      title: '已撤下',
      sets: { standing: 'withdrawn' },
      actions: {
        again: { title: '重新编制', to: 'compiled', form: words('为什么') },
        close: { title: '注销', to: 'closed', says: '数据已经销毁，不再编入目录。', form: words('依据') },
      },
    },
    closed: { title: '已注销', final: true },
  },
})

const refuse = { title: '不同意', to: 'refused', form: words('理由') } as const

/** How grave data is: by the matrix, the highest wins; to lower it takes two. */
export const gradingRun = defineCase('data-grading-run', {
  title: '数据定级',
  subject: dataGrading,
  opensOn: 'created',
  initial: 'proposed',
  states: {
    proposed: {
      title: '待审核',
      within: workingDays(5),
      awaits: 'agree',
      actions: {
        agree: { title: '同意定级', to: 'graded', primary: true, form: words('审核意见'), refuses: onlyRaises },
        agreeFirst: {
          title: '同意降级（第一人）',
          to: 'second',
          says: '降级要两个人分别同意。',
          form: words('审核意见'),
          refuses: lowersIt,
        },
        refuse,
      },
    },
    second: {
      title: '待第二人同意',
      within: workingDays(5),
      awaits: 'agreeSecond',
      actions: {
        agreeSecond: {
          title: '同意降级（第二人）',
          to: 'graded',
          primary: true,
          byAnother: 'agreeFirst',
          form: words('审核意见'),
        },
        refuse,
      },
    },
    graded: {
      title: '已定级',
      final: true,
      changes: changesIn(dataResource, dataGrading, { by: 'id', as: 'resource' }, asGraded),
    },
    refused: { title: '未同意', final: true },
  },
})

/** A field that was added to published data, or became more guarded, before it is told to anybody. */
export const itemReview = defineCase('data-item-review', {
  title: '敏感信息项审核',
  subject: dataItem,
  opensOn: whenever(dataItem, ({ standing }) => standing === 'review'),
  initial: 'review',
  states: {
    review: {
      title: '待审核',
      within: workingDays(5),
      awaits: 'allow',
      actions: {
        allow: { title: '同意提供', to: 'allowed', primary: true, form: words('审核意见') },
        withhold: { title: '不提供', to: 'withheld', form: words('理由') },
      },
    },
    allowed: { title: '已同意', final: true, sets: { standing: 'inForce' } },
    withheld: { title: '不提供', final: true, sets: { standing: 'withheld' } },
  },
})
