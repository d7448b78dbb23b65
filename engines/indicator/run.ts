export { compose } from './compose.ts'
export { countStale, takeLevels } from './count.ts'
