export { describeInterface, fieldExamples, type InterfaceWords, type Interface, type Operation } from './document.ts'
export { exampleOf } from './example.ts'
export { problemShape } from './problem.ts'
export { called, jsonOf, type Schema } from './shape.ts'
