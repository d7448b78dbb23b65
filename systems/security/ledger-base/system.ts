import { bespokePage, defineLedger, defineRole, defineSystem, may } from '#platform'

export const ledger = defineLedger('ledger', { title: '存证账本' })

/** Searches what happened by person, subject and time; reads no content that other grants do not open. */
export const ledgerAuditor = defineRole('ledger-auditor', {
  title: '存证审计员',
  grants: [may(ledger, ['search'], 'all')],
})

/** The city's ledger: every act a leaf, every checkpoint witnessed by agencies' own nodes, every receipt checked offline. */
export default defineSystem('ledger-base', {
  title: '区块链数字底座',
  owner: 'city-data-bureau',
  parts: [ledger, ledgerAuditor],
  pages: [
    bespokePage('chain', '存证链', 'ledger', {
      meets: [
        { for: ['officer', 'leader'], in: ['menu'], rank: 40 },
        {
          for: ['citizen', 'enterprise', 'officer', 'leader'],
          in: ['own'],
          rank: 60,
          title: '我的存证',
          path: 'ledger?view=mine',
        },
        { for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 80 },
        {
          for: ['visitor', 'citizen', 'enterprise'],
          in: ['reading'],
          rank: 81,
          title: '查验回执',
          path: 'verify.html',
        },
      ],
    }),
  ],
})
