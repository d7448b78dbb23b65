export { measureProcess } from './process.ts'
export { counter, exposition, gauge, histogram, type Labels, type Sample } from './registry.ts'
