import { electronicSeal } from '#commons/electronic-seal'
import { defineCase, field, workingDays } from '#platform'
import { sealedLetter } from './registers.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })
const told = (label: string) => ({ form: words(label), shown: true }) as const

const approve = {
  title: '批准制章',
  to: 'inUse',
  primary: true,
  says: '批准后立刻生成密钥、签发证书、制作印章。',
  form: { words: field.optional(field.longText('审批意见', { max: 2000 })) },
} as const
const revoke = {
  title: '注销',
  to: 'revoked',
  says: '注销后不能恢复；注销之前盖的章仍然有效。',
  ...told('注销的原因'),
} as const

/** A seal, from its application until it is given up or over. */
export const sealRun = defineCase('electronic-seal-run', {
  title: '电子印章管理',
  subject: electronicSeal,
  opensOn: 'created',
  initial: 'asked',
  states: {
    asked: {
      title: '待审批',
      sets: { standing: 'asked' },
      within: workingDays(3),
      awaits: 'approve',
      actions: {
        approve,
        sendBack: { title: '退回补充', to: 'returned', ...told('要补充什么') },
        refuse: { title: '不批准', to: 'refused', ...told('理由') },
      },
    },
    returned: {
      title: '退回补充',
      sets: { standing: 'returned' },
      awaits: 'resubmit',
      actions: { resubmit: { title: '重新报送', to: 'asked', primary: true, form: words('改了什么') } },
    },
    inUse: {
      title: '在用',
      sets: { standing: 'in-use' },
      until: { until: 'expired' },
      actions: {
        rest: {
          title: '停用',
          to: 'resting',
          says: '停用期间不能盖章，可以恢复；遗失、人员变动先停用。',
          ...told('停用的原因'),
        },
        revoke,
      },
    },
    resting: {
      title: '停用',
      sets: { standing: 'resting' },
      until: { until: 'expired' },
      actions: { resume: { title: '恢复使用', to: 'inUse', primary: true, ...told('恢复的理由') }, revoke },
    },
    expired: { title: '已过期', final: true, sets: { standing: 'expired' } },
    revoked: { title: '已注销', final: true, sets: { standing: 'revoked' } },
    refused: { title: '未批准', final: true, sets: { standing: 'refused' } },
  },
})

/** A letter, from whoever writes it to the seal below it. */
export const sealing = defineCase('letter-sealing', {
  title: '用印审批',
  subject: sealedLetter,
  opensOn: 'created',
  initial: 'asked',
  states: {
    asked: {
      title: '待用印',
      sets: { standing: 'asked' },
      within: workingDays(2),
      awaits: 'seal',
      actions: {
        seal: {
          title: '同意用印',
          to: 'sealed',
          primary: true,
          says: '同意后立刻盖章，生成 OFD 文书，用印记录不能删改。',
          form: { words: field.optional(field.longText('意见', { max: 500 })) },
        },
        sendBack: { title: '退回修改', to: 'returned', ...told('要改什么') },
      },
    },
    returned: {
      title: '退回修改',
      sets: { standing: 'returned' },
      awaits: 'resubmit',
      actions: { resubmit: { title: '改好了，再报送', to: 'asked', primary: true, form: words('改了什么') } },
    },
    sealed: {
      title: '已用印',
      sets: { standing: 'sealed' },
      final: true,
      actions: {
        withdraw: { title: '作废', to: 'withdrawn', says: '作废后，扫码核验会显示已经失效。', ...told('作废的原因') },
      },
    },
    withdrawn: { title: '已作废', final: true, sets: { standing: 'withdrawn' } },
  },
})
