export {
  describeInterface,
  fieldExamples,
  soleSystem,
  standing,
  type Interface,
  type InterfaceWords,
  type Operation,
  type Stood,
} from './document.ts'
export { exampleOf } from './example.ts'
export { problemShape } from './problem.ts'
export { refusalsOf } from './refused.ts'
export { called, jsonOf, Shapes, type Schema } from './shape.ts'
