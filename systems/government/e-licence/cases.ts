import { licence, licenceType } from '#commons/licence'
import { applicationLicence } from '#commons/service-application'
import { changesIn, defineCase, field, whenever, workingDays } from '#platform'
import { licenceLoan, licenceRequest } from './registers.ts'
import { asDecided, untilIsLater } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })
const told = (label: string) => ({ form: words(label), shown: true }) as const

/** A type of licence, from its draft until it is issued no more. */
export const typeRun = defineCase('licence-type-run', {
  title: '证照类型发布',
  subject: licenceType,
  opensOn: whenever(licenceType, ({ standing }) => standing === 'draft'),
  initial: 'draft',
  states: {
    draft: {
      title: '编制中',
      sets: { standing: 'draft' },
      awaits: 'submit',
      actions: { submit: { title: '报送审核', to: 'review', primary: true, form: words('编制说明') } },
    },
    review: {
      title: '待审核',
      within: workingDays(5),
      awaits: 'publish',
      actions: {
        publish: { title: '审核通过，发布', to: 'inForce', primary: true, form: words('审核意见') },
        sendBack: { title: '退回', to: 'draft', form: words('要改什么') },
      },
    },
    inForce: {
      title: '在用',
      sets: { standing: 'in-force' },
      actions: {
        withdraw: { title: '停止签发', to: 'withdrawn', says: '已经签发的仍然有效。', form: words('依据') },
      },
    },
    withdrawn: { title: '停止签发', final: true, sets: { standing: 'withdrawn' } },
  },
})

/** What leans on a licence learns that it holds no longer. */
const gone = [
  changesIn(applicationLicence, licence, { by: 'licence', as: 'id' }, () => ({ standing: 'ended' })),
  changesIn(licenceLoan, licence, { by: 'licence', as: 'id' }, ({ row }) =>
    row.standing === 'lent' ? { standing: 'void' } : undefined,
  ),
] as const

/** A licence, while it holds and how it ends. */
export const licenceRun = defineCase('licence-run', {
  title: '电子证照管理',
  subject: licence,
  opensOn: 'created',
  parties: { holder: { title: '持证人', is: ['idNumber', 'creditCode'] } },
  initial: 'valid',
  states: {
    valid: {
      title: '有效',
      plain: '证照有效，可以下载、出示，也可以授权给办事的单位看',
      until: { until: 'expired' },
      follows: { cancelled: ({ standing }) => standing === 'cancelled' },
      actions: {
        revoke: {
          title: '撤销',
          to: 'revoked',
          says: '发证有错或者被查实造假的撤销，不能恢复。',
          ...told('撤销的理由和救济途径'),
        },
        cancel: { title: '注销', to: 'cancelled', ...told('注销的原因') },
      },
    },
    revoked: {
      title: '已撤销',
      plain: '证照被撤销了，理由和怎样申诉见下',
      final: true,
      sets: { standing: 'revoked' },
      changes: gone,
    },
    cancelled: { title: '已注销', plain: '证照注销了', final: true, sets: { standing: 'cancelled' }, changes: gone },
    expired: {
      title: '已失效',
      plain: '证照到期了，还要用的请重新申请',
      final: true,
      sets: { standing: 'expired' },
      changes: gone,
    },
  },
})

/** What a holder asks for a licence, decided by whoever issued it. */
export const requestRun = defineCase('licence-request-run', {
  title: '证照申请办理',
  subject: licenceRequest,
  opensOn: 'created',
  parties: { holder: { title: '持证人', is: ['filer'] } },
  facts: { until: field.optional(field.date('延续到哪天')) },
  initial: 'asked',
  states: {
    asked: {
      title: '待办理',
      plain: '已经收到，发证机关五个工作日内办理',
      within: workingDays(5),
      awaits: 'agree',
      actions: {
        agree: {
          title: '同意',
          to: 'agreed',
          primary: true,
          says: '延续的填写新的截止日期；注销的不填。同意后证照立刻变动。',
          form: {
            until: field.optional(field.date('延续到哪天')),
            opinion: field.optional(field.longText('意见', { max: 500 })),
          },
          refuses: untilIsLater,
          shown: true,
        },
        refuse: { title: '不同意', to: 'refused', ...told('理由') },
        withdraw: { title: '撤回申请', to: 'withdrawn', takenBy: ['holder'], tells: 'holder' },
      },
    },
    agreed: {
      title: '已办理',
      plain: '办好了',
      final: true,
      changes: changesIn(licence, licenceRequest, { by: 'id', as: 'licence' }, asDecided),
    },
    refused: { title: '未同意', plain: '没有同意，理由见下', final: true },
    withdrawn: { title: '已撤回', plain: '您撤回了申请', final: true },
  },
})

/** What a licence says, lent until its day, taken back or void. */
export const loanRun = defineCase('licence-loan-run', {
  title: '用证授权管理',
  subject: licenceLoan,
  opensOn: 'created',
  parties: { holder: { title: '持证人', is: ['filer'] } },
  initial: 'lent',
  states: {
    lent: {
      title: '授权中',
      plain: '您授权的单位现在可以看这张证照的内容，谁看过都有记录；随时可以收回',
      until: { until: 'over' },
      follows: { void: ({ standing }) => standing === 'void' },
      actions: {
        withdraw: { title: '收回授权', to: 'withdrawn', takenBy: ['holder'], says: '收回后对方立刻看不到。' },
      },
    },
    withdrawn: { title: '已收回', plain: '您收回了授权', final: true, sets: { standing: 'withdrawn', says: null } },
    over: { title: '已到期', plain: '授权到期了', final: true, sets: { standing: 'over', says: null } },
    void: { title: '证照已失效', plain: '证照已经失效，授权也结束了', final: true, sets: { says: null } },
  },
})
