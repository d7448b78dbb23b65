import { inHectares, inMu, metresOf, squareMetresOf, type Shape } from '../../../../kernel/geometry/index.ts'

/** Four digits that count, and no fewer than the whole. */
const figures = (value: number) =>
  new Intl.NumberFormat('zh-CN', { maximumFractionDigits: value < 10 ? 3 : value < 1000 ? 1 : 0 }).format(value)

/** How large a piece of ground is, or how long a line; `briefly` in one unit. */
export function measureSays(shape: Shape, briefly = false): string {
  if (shape.type === 'LineString') return `${figures(metresOf(shape))} 米`
  const squareMetres = squareMetresOf(shape)
  const mu = `${figures(inMu(squareMetres))} 亩`
  return briefly ? mu : `${mu}，${figures(inHectares(squareMetres))} 公顷`
}
