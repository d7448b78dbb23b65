/** The shortest example of every word for machines that stand where people are; `docs/words.md` is read off them. */
import { defineKiosks, defineRegister, defineRole, field, filing, handsIn, looksUp, may, type Tried } from '#platform'

const machine = defineRegister('reading-machine', {
  title: '借阅机',
  naming: 'title',
  fields: { title: field.text('名称'), at: field.point('位置') },
})
const shelf = defineRegister('reading-shelf', {
  title: '书架',
  naming: 'title',
  fields: { title: field.text('书架'), lends: field.yesNo('机上可借') },
  filters: ['lends'],
})
const loan = defineRegister('reading-loan', {
  title: '借阅',
  naming: 'reader',
  fields: { shelf: field.record('哪个书架', shelf), reader: field.text('读者', { sensitivity: 'personal' }) },
})
const tried = defineRegister('reading-tried', {
  title: '试借',
  naming: 'title',
  fields: { title: field.text('名称'), why: field.optional(field.text('为什么借不成')) },
})

// handsIn
export const borrows = handsIn(loan, { of: shelf, by: 'shelf', where: { lends: true } })

// looksUp
export const finds = looksUp(shelf, { where: {} })

// Tried
export const asRow = ({ title, fault }: Tried) => ({ title, why: fault })

// defineKiosks
export const machines = defineKiosks('reading-machines', {
  title: '借阅机',
  says: '自己借，自己还。',
  of: machine,
  stands: { point: 'at', where: {} },
  lent: { idle: 120, whole: 1200 },
  silentAfter: 10,
  offers: [borrows, finds],
  into: tried,
  notes: asRow,
})

export const reader = defineRole('reader-at-machine', {
  title: '借阅机前的读者',
  heldBy: 'at-machines',
  grants: [filing(loan, 'own', { asks: ['shelf', 'reader'] }), may(loan, ['read'], 'own')],
})
