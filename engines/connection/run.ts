export { signatureOf } from './line.ts'
