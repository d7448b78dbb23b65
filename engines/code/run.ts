export { issueCard } from './cards.ts'
