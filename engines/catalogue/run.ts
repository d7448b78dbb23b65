export { listedFields } from './read.ts'
