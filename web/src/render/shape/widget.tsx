import { useState } from 'react'
import { linesOf, toSixDecimals, type Position } from '../../../../kernel/geometry/index.ts'
import type { FieldFace } from '../../../../platform/manifest.ts'
import { isBlank } from '../faults.ts'
import { tied, type WidgetProps } from '../tied.ts'
import { ShapeCanvas } from './canvas.tsx'
import { measureSays } from './figures.ts'
import { faultOfShape, ringsOf, shapeOf, unfinished } from './typed.ts'
import type { View } from './view.ts'

/**
 * A piece of ground or a line: drawn on an outline, walked, or typed as its corners.
 * @param look the classes that a face gives its inputs and buttons
 */
export function ShapeWidget(props: WidgetProps & { look: { input: string; button: string } }) {
  const { name, field, value, set, look } = props
  const [says, setSays] = useState('')
  const [seen, setSeen] = useState<View | null>(null)
  const { status: _, id, ...ties } = tied(props)
  const typed = ringsOf(field, value)
  const rings = 'wrong' in typed ? [] : typed.rings
  const isArea = field.widget === 'area'
  const last = rings.at(-1) ?? []
  const put = (next: Position[][]) => {
    const filled = next.filter((ring, at) => ring.length > 0 || at === next.length - 1)
    set(filled.flat().length > 0 ? unfinished(field, filled) : null)
  }
  const add = (corner: Position) => {
    setSays('')
    if ('wrong' in typed) setSays('先改好下面写的坐标，再在图上加')
    else put([...rings.slice(0, -1), [...last, corner]])
  }
  const undo = () => {
    setSays('')
    put(last.length > 0 ? [...rings.slice(0, -1), last.slice(0, -1)] : rings.slice(0, -1))
  }
  const locate = () => {
    setSays('正在取位置')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        add([toSixDecimals(coords.longitude), toSixDecimals(coords.latitude)])
        setSeen(null)
        setSays(`已加上现在的位置，误差约 ${Math.ceil(coords.accuracy)} 米`)
      },
      ({ code }) => setSays(code === 1 ? '没有得到使用位置的许可，请画或者写' : '取不到现在的位置，请画或者写'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    )
  }
  return (
    <div className="shp-w">
      <ShapeCanvas
        called={field.label}
        described={`${id}-how`}
        closed={isArea}
        button={look.button}
        {...{ rings, add, undo, seen }}
        look={setSeen}
      />
      <p className="cap" role="status" id={`${id}-how`}>
        {[says, growing(field, rings, isBlank(value) ? null : faultOfShape(field, value))].filter(Boolean).join('。')}
      </p>
      <div className="shp-b">
        {'geolocation' in navigator ? (
          <button type="button" className={look.button} onClick={locate}>
            加上我的位置
          </button>
        ) : null}
        <button type="button" className={look.button} onClick={undo} disabled={rings.length === 0}>
          撤销上一{isArea ? '角' : '点'}
        </button>
        {isArea ? (
          <button
            type="button"
            className={look.button}
            onClick={() => set(unfinished(field, [...rings, []]))}
            disabled={last.length < 3}
          >
            再画里面的洞
          </button>
        ) : null}
      </div>
      <label htmlFor={id}>{isArea ? '各角的坐标' : '各点的坐标'}</label>
      <textarea
        {...ties}
        id={id}
        name={name}
        aria-label={`${field.label}：${isArea ? '各角' : '各点'}的坐标`}
        className={look.input}
        rows={Math.min(10, Math.max(4, rings.flat().length + rings.length))}
        spellCheck={false}
        placeholder={'120.1614,33.3477\n120.1642,33.3477\n120.1642,33.3496'}
        value={typeof value === 'string' ? value : rings.length > 0 ? linesOf(unfinished(field, rings)) : ''}
        onChange={({ target }) => {
          setSeen(null)
          set(target.value)
        }}
      />
      <p className="cap">
        一行一个{isArea ? '角' : '点'}：经度,纬度（WGS 84）。{isArea ? '空一行之后是里面的洞。' : ''}也可以粘贴 GeoJSON
        或 WKT。
      </p>
    </div>
  )
}

/** How far a drawing has come, and how large or long it is by now. */
function growing(field: FieldFace, rings: Position[][], fault: string | null): string {
  const isArea = field.widget === 'area'
  const last = rings.at(-1) ?? []
  const word = isArea ? '角' : '点'
  if (rings.flat().length === 0)
    return fault ?? `在图上依次点出各${word}，或者走到那里加上自己的位置，也可以在下面写坐标`
  const lacks = (isArea ? 3 : 2) - last.length
  const where = rings.length > 1 ? `第 ${rings.length - 1} 个洞` : ''
  if (lacks > 0) return `${where}已有 ${last.length} ${word}，至少再加 ${lacks} ${word}`
  if (fault) return fault
  return `${where}已有 ${last.length} ${word}，${isArea ? '面积' : '长'} ${measureSays(shapeOf(field, rings))}`
}
