export {
  cityFace,
  countables,
  defineFace,
  faces,
  fileReaders,
  findables,
  type Countable,
  type FileReader,
  type Standing,
} from './points.ts'
export { broughtFile, refusedBy, sendSheet, sheetType, takeIn, writeOut, type Filled } from './sheet.ts'
