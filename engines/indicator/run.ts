export { compose, composeJob } from './compose.ts'
export { countOnChange, countStale, declareIndicators, takeLevels, type Indicators } from './count.ts'
