/** The shortest example of every word for what is worked out in one place and runs in another; `docs/words.md` is read off them. */
import { defineKit, defineRegister, defineReuse, field } from '#platform'

const recipe = defineRegister('canteen-recipe', {
  ...{ title: '菜谱', naming: 'name', fields: { name: field.text('菜名') } },
})
const step = defineRegister('canteen-step', {
  ...{ title: '步骤', naming: 'says', under: 'recipe' },
  fields: { recipe: field.record('菜谱', recipe), says: field.text('怎么做') },
})

// defineReuse
export const exchange = defineReuse('canteen-practice', { title: '各单位食堂的做法' })

// defineKit
export const recipeKit = defineKit('canteen-recipe', { title: '菜谱', of: recipe, with: [step] })
