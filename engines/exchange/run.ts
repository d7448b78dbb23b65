export { arrive, keyOf } from './arrive.ts'
