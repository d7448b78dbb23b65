import type { Position } from '../../../../kernel/geometry/index.ts'
import type { FieldFace } from '../../../../platform/manifest.ts'
import { measureSays } from './figures.ts'
import { ringsOf, shapeOf } from './typed.ts'
import { projectionOf, viewOf } from './view.ts'
import './shape.css'

const size = [200, 130] as const

/** Rings as the path of a drawing. */
export const pathOf = (
  rings: readonly (readonly Position[])[],
  at: (one: Position) => [number, number],
  closed: boolean,
) =>
  rings
    .filter((ring) => ring.length > 0)
    .map(
      (ring) =>
        `M${ring
          .map((one) =>
            at(one)
              .map((part) => part.toFixed(1))
              .join(),
          )
          .join(' ')}${closed ? 'Z' : ''}`,
    )
    .join('')

/** A shape as a reader sees it: a small drawing, north up, and how large or long it is. `dense` is for a table cell. */
export function ShapeValue({ field, value, dense }: { field: FieldFace; value: unknown; dense: boolean }) {
  const typed = ringsOf(field, value)
  if ('wrong' in typed) return String(value)
  const shape = shapeOf(field, typed.rings)
  if (dense) return <span className="n">{measureSays(shape, true)}</span>
  const corners = typed.rings.reduce((sum, ring) => sum + ring.length, 0)
  const says = `${measureSays(shape)}，${corners} 个${field.widget === 'area' ? '角' : '点'}`
  return (
    <figure className="shp">
      <Drawing rings={typed.rings} closed={field.widget === 'area'} says={`${field.label}：${says}`} />
      <figcaption className="n">{says}</figcaption>
    </figure>
  )
}

/** What a correction moved: what was there dashed, what is there now drawn over it. */
export function ShapeChange({ field, before, after }: { field: FieldFace; before: unknown; after: unknown }) {
  const [was, is] = [ringsOf(field, before), ringsOf(field, after)]
  if ('wrong' in was || 'wrong' in is || was.rings.length === 0 || is.rings.length === 0) return null
  const says = `${field.label}：虚线为改前，实线为改后`
  return <Drawing rings={is.rings} before={was.rings} closed={field.widget === 'area'} says={says} />
}

function Drawing(props: { rings: Position[][]; before?: Position[][]; closed: boolean; says: string }) {
  const { rings, before = [], closed, says } = props
  const { at } = projectionOf(viewOf([...rings, ...before].flat(), size, 10), size)
  return (
    <svg className="shp-d" viewBox={`0 0 ${size.join(' ')}`} role="img" aria-label={says}>
      {before.length > 0 ? <path className="was" d={pathOf(before, at, closed)} /> : null}
      <path className={closed ? 'is in' : 'is'} d={pathOf(rings, at, closed)} />
    </svg>
  )
}
