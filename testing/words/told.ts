/** The shortest example of every word for what others tell, and what follows; `docs/words.md` is read off them. */
import { defineDataset, defineRegister, defineRule, field, onEvent, told, whenHeld } from '#platform'

const household = defineRegister('aided-household', {
  title: '受助家庭',
  naming: 'name',
  fields: { name: field.text('户主'), number: field.citizenNumber() },
})

// defineDataset
export const wages = defineDataset('wages', {
  title: '个税工资',
  source: 'city-tax-bureau',
  basis: { law: '《社会救助暂行办法》第五十八条', purpose: '核对收入' },
  key: 'citizen',
  fields: { citizen: field.citizenNumber(), wage: field.integer('月工资', { unit: '分' }) },
})

// defineRule
export const earns = defineRule('earns', {
  title: '有工资',
  subject: household,
  evidence: wages,
  join: 'number',
  holds: (_row, { wage }) => wage > 0,
  says: ({ name }, { wage }) => `${name}月工资 ${wage / 100} 元`,
})

// whenHeld
export const onceEarning = whenHeld([earns])

// told
export const october = told('2024-11-14', 'shuiwu', wages, [{ citizen: '320902195803150010', wage: 480_000 }])

/** An event that opens one case at a time, and leaves on it what it says. */
export const once = onEvent(['rule.held'], ({ subject }) => subject.split(':')[1], {
  unlessOpen: true,
  leaves: ({ about }) => ({ says: about['says'] }),
})
