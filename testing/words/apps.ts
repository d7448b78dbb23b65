/** The shortest example of every word for apps that somebody else's application shows; `docs/words.md` is read off them. */
import {
  defineApps,
  defineCase,
  defineConnection,
  defineRegister,
  defineRole,
  field,
  filing,
  may,
  opensCases,
  opensFinding,
  opensForm,
  opensRows,
  type AppTried,
} from '#platform'

const room = defineRegister('reading-room', {
  title: '阅览室',
  naming: 'title',
  fields: { title: field.text('名称') },
})
const seat = defineRegister('reading-seat', {
  title: '预约座位',
  naming: 'reader',
  fields: { room: field.record('哪个阅览室', room), reader: field.text('读者', { sensitivity: 'personal' }) },
})
const booking = defineCase('seat-booking', {
  title: '座位预约',
  subject: seat,
  opensOn: 'created',
  initial: 'booked',
  states: {
    booked: { title: '已预约', actions: { leave: { title: '离座', to: 'left', primary: true, form: {} } } },
    left: { title: '已离座', final: true },
  },
})
const app = defineRegister('reading-app', {
  title: '掌上图书馆应用',
  naming: 'title',
  fields: {
    title: field.text('名称'),
    says: field.text('说明'),
    opens: field.choice('点开是什么', { seat: '订座位', rooms: '阅览室', mine: '我的预约', find: '找阅览室' }),
    room: field.optional(field.record('哪个阅览室', room)),
    standing: field.choice('状态', { on: '在用', off: '停用' }),
    fault: field.optional(field.text('哪里不对')),
  },
  filters: ['standing'],
  moved: ['fault'],
})
const host = defineConnection('reading-host', {
  ...{ title: '全省掌上图书馆', far: '省图书馆', basis: '合作协议', sends: [], takes: [] },
})

// opensForm
export const books = opensForm(seat, { of: room, by: 'room', names: 'room' })

// opensRows
export const rooms = opensRows(room)

// opensFinding
export const looked = opensFinding(room)

// opensCases
export const mine = opensCases(booking)

// AppTried
export const asNoted = ({ fault }: AppTried) => ({ fault })

// defineApps
export const apps = defineApps('reading-apps', {
  title: '掌上图书馆应用',
  host,
  of: app,
  says: 'says',
  asks: ['name', 'idNumber'],
  opens: { field: 'opens', by: { seat: books, rooms, mine, find: looked } },
  tried: { field: 'standing', is: ['on'] },
  live: { field: 'standing', is: ['on'] },
  lent: { idle: 1800, whole: 7200 },
  notes: asNoted,
})

export const readers = defineRole('reader-in-app', {
  title: '从掌上图书馆进来的读者',
  heldBy: 'in-apps',
  grants: [filing(seat, 'own', { asks: ['room', 'reader'] }), may(booking, ['read'], 'own')],
})
