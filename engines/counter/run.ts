export { fileDraft } from './end.ts'
export { takeIn } from './write.ts'
