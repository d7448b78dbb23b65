export { faultOfArea, faultOfLine } from './faults.ts'
export { inHectares, inMu, metresOf, squareMetresOf } from './measure.ts'
export {
  areaOf,
  cornersOf,
  lineOf,
  mostPositions,
  toSixDecimals,
  type Area,
  type Line,
  type Position,
  type Shape,
} from './shape.ts'
export { linesOf, shapeIn, wktOf } from './written.ts'
