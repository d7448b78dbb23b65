/** The shortest example of every word for what goes to and comes from systems that are not ours; `docs/words.md` is read off them. */
import {
  defineConnection,
  defineRegister,
  defineRole,
  field,
  may,
  sending,
  taking,
  type Counted,
  type KnownHere,
} from '#platform'

const loan = defineRegister('library-loan', {
  title: '借阅',
  naming: 'title',
  fields: { title: field.text('书名'), reader: field.text('读者证号'), back: field.yesNo('已还') },
  filters: ['title'],
  defaults: { back: false },
  amends: ['back'],
})
const notice = defineRegister('library-notice', {
  title: '总馆通知',
  naming: 'says',
  fields: { says: field.text('通知') },
})

// sending
export const loans = sending('loan', loan, { title: '借阅情况', says: ({ title, back }) => ({ title, back }) })

// taking
export const notices = taking('notice', notice, {
  title: '总馆的通知',
  maps: async (body) => ({ says: String(body['says']) }),
})

// Counted
export const stillOut = ({ back }: Counted<typeof loan>) => !back

// KnownHere
export const loanOf = (book: string, { rowsBy }: KnownHere) => rowsBy(loan, 'title', book)

// defineConnection
export const union = defineConnection('library-union', {
  title: '全省图书馆联盟',
  far: '省图书馆',
  basis: '《中华人民共和国公共图书馆法》第三十条',
  sends: [loans],
  takes: [notices],
})

export const librarian = defineRole('union-librarian', {
  title: '联盟联络员',
  grants: [may(union, ['read', 'tend'], 'all'), may(notice, ['read'], 'own-agency')],
})
