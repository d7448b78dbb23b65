export { compose } from './compose.ts'
export { countableOf, countStale, indicatorsOf, takeLevels } from './count.ts'
export { numbersFor, rowsThatGave, type Counting, type Whose } from './numbers.ts'
