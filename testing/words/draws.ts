/** The shortest example of every word for who is drawn at random; `docs/words.md` is read off them. */
import { defineDraw, defineRegister, field, poolOf } from '#platform'

const judge = defineRegister('fair-judge', {
  title: '评委',
  naming: 'name',
  fields: {
    name: field.text('姓名'),
    trade: field.choice('专业', { bread: '面点', meat: '肉菜' }),
    employer: field.text('单位'),
    years: field.integer('从业年数', { min: 1, max: 60 }),
    paper: field.text('证书编号'),
  },
})
const fair = defineRegister('fair', {
  title: '比赛',
  naming: 'name',
  fields: { name: field.text('名称'), host: field.text('主办单位') },
})
const kin = defineRegister('fair-kin', {
  title: '利害关系申明',
  naming: 'with',
  fields: { judge: field.record('评委', judge), with: field.text('与谁') },
})
const seat = defineRegister('fair-seat', {
  title: '评委席',
  naming: 'name',
  fields: { name: field.text('姓名'), place: field.integer('席次') },
})

// poolOf
export const judges = poolOf(judge, fair, {
  title: '评委库',
  stratum: 'trade',
  once: 'paper',
  beside: { declared: { in: kin, by: 'judge' } },
  weight: ({ years }) => years,
  excludes: {
    在主办单位工作: ({ employer }, { occasion }) => employer === occasion.host,
    申明了利害关系: (_, { occasion, beside }) => beside.declared.some((one) => one.with === occasion.host),
    一年内抽中过三次: (_, { drawn }) => drawn(365) >= 3,
  },
  makes: { register: seat, row: ({ member, place }) => ({ name: member.name, place }) },
})

// defineDraw
export const choosing = defineDraw('fair-choosing', {
  title: '抽评委',
  for: fair,
  pools: { judges },
  revealsWithin: 2,
})
