export { ask, openLineOf, setLine, signatureOf, type Line } from './line.ts'
