export type { SheetColumn, CellValue, SheetRow, Sheet, CellRead, ReadRow, SheetRead } from './sheet.ts'
export { faults as sheetFaults } from './faults.ts'
export { readSheet } from './read.ts'
export { writeSheet } from './write.ts'
