import { heldClock, workingDays } from '#kernel/clock'
import { date, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { defineOpener } from '../server/opener.ts'

/** A card that somebody asks for. */
export const card = defineRegister('library-card', {
  title: '借书证',
  naming: 'holder',
  fields: { holder: text('持证人'), reason: text('事由'), until: date('有效期') },
  sorts: ['holder'],
})
const issue = defineCase('issue-card', {
  title: '办证',
  subject: card,
  opensOn: 'created',
  due: 'until',
  initial: 'asked',
  states: {
    asked: {
      title: '待核',
      within: workingDays(3),
      awaits: 'check',
      actions: { check: { title: '核对', to: 'checked' } },
    },
    checked: { title: '已核', final: true },
  },
})
/** Who asks for cards and checks them. */
export const librarian = defineRole('librarian', {
  title: '馆员',
  grants: [may(card, ['read', 'create', 'amend'], 'own-agency'), may(issue, ['read', 'check'], 'own-agency')],
})
const system = defineSystem('cards', {
  title: '借书证',
  owner: 'city-archives',
  parts: [card, issue, librarian],
  pages: [],
})

/** A city that has this office alone, at an instant that stands still. */
export const cardOffice = defineOpener(import.meta.url, 'cardOffice', ({ at }: { at: string }) => ({
  systems: [system],
  clock: heldClock(at),
}))
