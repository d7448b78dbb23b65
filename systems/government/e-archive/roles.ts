import { archivalItem, archives, fonds } from '#commons/archive'
import { defineRole, filing, may } from '#platform'
import { copyRun, disposalRun, rescue } from './cases.ts'
import { itemsDamaged, itemsKept } from './indicators.ts'
import { copy, disposal } from './registers.ts'

const numbers = [itemsKept, itemsDamaged]

/** Keeps an agency's archives: looks after packages, proposes what is disposed of, gives copies. */
export const archivist = defineRole('archivist', {
  title: '档案管理员',
  grants: [
    may(archivalItem, ['read', 'reveal'], 'own-agency'),
    may(archives, ['check'], 'own-agency'),
    filing(disposal, 'own-agency', { asks: ['item', 'what', 'until', 'why'], title: '提出档案鉴定处置' }),
    may(disposal, ['read'], 'own-agency'),
    may(disposalRun, ['read'], 'own-agency'),
    may(rescue, ['read', 'settle'], 'own-agency'),
    may(copy, ['read'], 'own-agency'),
    may(copyRun, ['read', 'give', 'refuse'], 'own-agency'),
    may(fonds, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** Appraises what an agency proposes to dispose of. */
export const appraiser = defineRole('archive-appraiser', {
  title: '档案鉴定人',
  grants: [
    may(archivalItem, ['read'], 'own-agency'),
    may(disposal, ['read'], 'own-agency'),
    may(disposalRun, ['read', 'agree', 'approve', 'refuse'], 'own-agency'),
  ],
})

/** The city's archive: gives fonds their numbers, takes over packages, sees what is kept everywhere. */
export const cityArchivist = defineRole('city-archivist', {
  title: '市档案馆接收人员',
  grants: [
    filing(fonds, 'all', { asks: ['title', 'holder', 'code'] }),
    may(fonds, ['read', 'amend'], 'all'),
    may(archivalItem, ['read'], 'all'),
    may(archives, ['check', 'transfer'], 'all'),
    ...[disposalRun, rescue].map((one) => may(one, ['read'], 'all')),
    may(disposal, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Those who answer for the city's archives. */
export const archiveLeader = defineRole('archive-leader', {
  title: '档案工作分管领导',
  leads: true,
  grants: [
    ...[archivalItem, fonds, disposal].map((one) => may(one, ['read'], 'all')),
    ...[disposalRun, rescue].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Whoever an item is about. */
export const subject = defineRole('archive-subject', {
  title: '档案当事人',
  heldBy: 'citizens',
  grants: [
    may(archivalItem, ['read'], 'own'),
    filing(copy, 'own', {
      asks: ['item', 'purpose'],
      title: '开一份档案证明',
      says: '从自己办过的事的档案里开证明，盖电子印章，五个工作日内答复。',
    }),
    may(copy, ['read'], 'own'),
    may(copyRun, ['read'], 'own'),
  ],
})
