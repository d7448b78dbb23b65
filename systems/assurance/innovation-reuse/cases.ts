import { adoption, edition } from '#commons/capability'
import { defineCase, field, workingDays, type RecordOf } from '#platform'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })
type Adoption = RecordOf<typeof adoption>

/** An edition is looked over before anybody takes it over. */
export const looking = defineCase('practice-edition-review', {
  title: '做法发布',
  subject: edition,
  opensOn: 'created',
  initial: 'reviewing',
  states: {
    reviewing: {
      title: '待审核',
      within: workingDays(5),
      awaits: 'publish',
      actions: {
        publish: {
          title: '审核通过并发布',
          to: 'published',
          primary: true,
          says: '发布后各单位可以申请采用；原来发布的一版不再提供，在用的单位会收到提示。',
          sets: { standing: 'published' },
        },
        sendBack: { title: '退回修改', to: 'returned', form: words('修改意见'), shown: true },
      },
    },
    returned: {
      title: '待修改',
      within: workingDays(10),
      awaits: 'resubmit',
      actions: {
        resubmit: {
          title: '改好后再报',
          to: 'reviewing',
          primary: true,
          says: '先在版本的页面上更正，再在这里报送。',
          form: words('改了什么'),
        },
        drop: { title: '不再发布', to: 'dropped', form: words('理由'), sets: { standing: 'retired' } },
      },
    },
    published: {
      title: '已发布',
      final: true,
      actions: {
        retire: {
          title: '停用这一版',
          to: 'retired',
          says: '停用后不再提供；没有别的可用版本时，在用的单位会收到提示，它们已有的登记不受影响。',
          form: words('理由'),
          sets: { standing: 'retired' },
        },
      },
    },
    retired: { title: '已停用', final: true },
    dropped: { title: '未发布', final: true },
  },
})

/** Whoever published it agrees that another takes it over, or says why not. */
export const consenting = defineCase('practice-consent', {
  title: '同意采用',
  subject: adoption,
  holder: 'publisher',
  opensOn: 'created',
  initial: 'asked',
  states: {
    asked: {
      title: '待答复',
      within: workingDays(5),
      awaits: 'agree',
      follows: { over: ({ standing }: Adoption) => standing === 'stopped' },
      actions: {
        agree: {
          title: '同意',
          to: 'agreed',
          primary: true,
          form: { words: field.optional(field.longText('采用时要注意什么', { max: 2000 })) },
          sets: { standing: 'agreed' },
        },
        refuse: { title: '不同意', to: 'refused', form: words('理由'), sets: { standing: 'refused' } },
      },
    },
    agreed: { title: '已同意', final: true },
    refused: { title: '未同意', final: true },
    over: { title: '对方不再申请', final: true },
  },
})

const stop = {
  title: '停用',
  to: 'stopped',
  says: '停用后不再计入在用单位；采用时得来的登记留在本单位，不受影响。',
  form: words('理由'),
  sets: { standing: 'stopped' },
} as const
const isReplaced = ({ standing }: Adoption) => standing === 'replaced'

/** An agency asks for an edition, adopts it as rows of its own, and uses it: what it says of its use is what was seen. */
export const adopting = defineCase('practice-adoption-run', {
  title: '采用做法',
  subject: adoption,
  opensOn: 'created',
  initial: 'asked',
  states: {
    asked: {
      title: '等发布单位同意',
      follows: { agreed: ({ standing }) => standing === 'agreed', refused: ({ standing }) => standing === 'refused' },
      actions: { withdraw: { title: '不再申请', to: 'stopped', sets: { standing: 'stopped' } } },
    },
    agreed: {
      title: '待采用',
      within: workingDays(20),
      awaits: 'adopt',
      actions: {
        adopt: {
          title: '采用',
          to: 'adopted',
          primary: true,
          says: '配置包里的登记会成为本单位的新登记，由本单位修改后使用；本单位以前采用的旧版记为已换新版。',
          sets: { standing: 'adopted' },
        },
        withdraw: { title: '不再申请', to: 'stopped', sets: { standing: 'stopped' } },
      },
    },
    adopted: {
      title: '已采用，还没有使用',
      follows: {
        newer: ({ standing, notice }) => standing === 'used' && notice === 'newer',
        used: ({ standing }) => standing === 'used',
        replaced: isReplaced,
      },
      actions: { stop },
    },
    used: {
      title: '在用',
      follows: {
        replaced: isReplaced,
        newer: ({ notice }) => notice === 'newer',
        alone: ({ notice }) => notice === 'retired',
      },
      actions: { stop },
    },
    newer: {
      title: '已有新版',
      within: workingDays(20),
      awaits: 'keep',
      follows: { replaced: isReplaced, alone: ({ notice }) => notice === 'retired' },
      actions: {
        keep: {
          title: '继续用现在这一版',
          to: 'used',
          primary: true,
          says: '要换新版的，在做法的页面上申请采用新版；采用后这一版自动记为已换新版。',
          form: words('理由'),
          sets: { notice: 'none' },
        },
        stop,
      },
    },
    alone: {
      title: '发布单位已停用',
      within: workingDays(20),
      awaits: 'goOn',
      follows: { replaced: isReplaced },
      actions: {
        goOn: { title: '自行继续使用', to: 'used', primary: true, form: words('理由'), sets: { notice: 'none' } },
        stop,
      },
    },
    replaced: { title: '已换新版', final: true },
    stopped: { title: '已停用', final: true },
    refused: { title: '未同意', final: true },
  },
})
