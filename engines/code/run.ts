export { cardsWrapped, issueCard } from './cards.ts'
export { codeKeysWrapped } from './keys.ts'
