export { compose, composeJob } from './compose.ts'
export { countOnChange, countStale, declareIndicators, takeLevels, watchStale, type Indicators } from './count.ts'
