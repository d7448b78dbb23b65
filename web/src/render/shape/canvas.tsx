import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { toSixDecimals, type Position } from '../../../../kernel/geometry/index.ts'
import * as queries from '../../shell/queries.ts'
import { pathOf } from './drawing.tsx'
import { projectionOf, scaleOf, viewOf, type View } from './view.ts'

const size = [600, 400] as const
/** How far a finger may slip and still have tapped, in pixels. */
const slip = 6
/** What is shown around one lone corner, and how near one may look, in metres. */
const around = 400
const nearest = 20
const farthest = 5_000_000
/** Whence the country is seen where no outlines of a city are known. */
const country: View = { middle: [105, 36], metres: farthest }

/**
 * A plain outline on which corners are set by a click, a tap or the keyboard (arrows move the cross, Enter sets a corner, Backspace
 * takes the last away); dragging moves it.
 */
export function ShapeCanvas(props: {
  called: string
  described: string
  rings: Position[][]
  closed: boolean
  add: (corner: Position) => void
  undo: () => void
  /** What is looked at; null for all that is drawn. */
  seen: View | null
  look: (at: View | null) => void
  /** The class that a face gives its buttons. */
  button: string
}) {
  const { called, described, rings, closed, add, undo, seen, look, button } = props
  const outlines = useQuery(queries.outlines).data
  const corners = rings.flat()
  const whole = corners.length > 0 ? viewOf(corners, size, around) : outlines ? viewOfCity(outlines.degrees) : country
  const [cross, setCross] = useState<Position | null>(null)
  const frame = useRef<SVGSVGElement>(null)
  const pressed = useRef<{ x: number; y: number; view: View; dragged: boolean } | null>(null)
  const view = seen ?? whole
  const { at, back } = projectionOf(view, size)
  const spot = cross ?? view.middle
  const zoom = (times: number, middle = view.middle) =>
    look({ middle, metres: Math.min(farthest, Math.max(nearest, view.metres * times)) })
  const set = (corner: Position) => {
    look(view)
    add([toSixDecimals(corner[0]), toSixDecimals(corner[1])])
  }
  /** Units of the drawing for a pixel of the screen. */
  const unit = () => size[0] / (frame.current?.getBoundingClientRect().width || size[0])

  const down = (event: PointerEvent<SVGSVGElement>) => {
    pressed.current = { x: event.clientX, y: event.clientY, view, dragged: false }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const drag = (event: PointerEvent) => {
    const start = pressed.current
    if (!start) return
    const [x, y] = [event.clientX - start.x, event.clientY - start.y]
    start.dragged ||= Math.hypot(x, y) > slip
    if (!start.dragged) return
    const { back } = projectionOf(start.view, size)
    look({ ...start.view, middle: back([size[0] / 2 - x * unit(), size[1] / 2 - y * unit()]) })
  }
  const up = (event: PointerEvent) => {
    const start = pressed.current
    pressed.current = null
    const box = frame.current?.getBoundingClientRect()
    if (!start || start.dragged || !box) return
    setCross(null)
    set(back([(event.clientX - box.left) * unit(), (event.clientY - box.top) * unit()]))
  }
  const key = (event: KeyboardEvent) => {
    const step = 20
    const moves: Record<string, [number, number]> = {
      ...{ ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] },
    }
    const move = moves[event.key]
    if (move) {
      const [x, y] = at(spot)
      const to: [number, number] = [x + move[0], y + move[1]]
      setCross(back(to))
      if (to.some((part, axis) => part < step || part > (size[axis] as number) - step))
        look({ ...view, middle: back([size[0] / 2 + move[0], size[1] / 2 + move[1]]) })
      else look(view)
    } else if (event.key === 'Enter' || event.key === ' ') set(spot)
    else if (event.key === 'Backspace' || event.key === 'Delete') undo()
    else if (event.key === '+' || event.key === '=') zoom(0.5, spot)
    else if (event.key === '-') zoom(2, spot)
    else return
    event.preventDefault()
  }

  const scale = scaleOf(view)
  const [x, y] = at(spot)
  return (
    <div className="shp-c">
      <svg
        ref={frame}
        viewBox={`0 0 ${size.join(' ')}`}
        role="application"
        aria-label={`${called}：点一下加一个角。用键盘时，方向键移动十字，回车加一个角，退格撤销，加减号缩放`}
        aria-describedby={described}
        tabIndex={0}
        onPointerDown={down}
        onPointerMove={drag}
        onPointerUp={up}
        onPointerCancel={() => (pressed.current = null)}
        onKeyDown={key}
      >
        {outlines ? <Ground outlines={outlines} at={at} /> : null}
        <path className={closed ? 'is in' : 'is'} d={pathOf(rings, at, closed)} />
        {corners.length <= 200
          ? corners.map((one, index) => {
              const [left, top] = at(one)
              return (
                <circle key={index} className={index === corners.length - 1 ? 'end' : ''} cx={left} cy={top} r="5" />
              )
            })
          : null}
        <path className="cross" d={`M${x - 12},${y}h24M${x},${y - 12}v24`} />
        <g className="scale" transform={`translate(16 ${size[1] - 16})`}>
          <path d={`M0,-6V0H${(scale.share * size[0]).toFixed(1)}V-6`} />
          <text y="-10">{scale.says}</text>
        </g>
      </svg>
      <div className="shp-z">
        <button type="button" className={button} onClick={() => zoom(1 / 3)}>
          放大
        </button>
        <button type="button" className={button} onClick={() => zoom(3)}>
          缩小
        </button>
        <button type="button" className={button} onClick={() => look(null)}>
          看全
        </button>
      </div>
    </div>
  )
}

const viewOfCity = ([west, south, east, north]: [number, number, number, number]): View =>
  viewOf(
    [
      [west, south],
      [east, north],
    ],
    size,
    around,
  )

/** The counties, where they are known. */
function Ground(props: {
  outlines: NonNullable<Awaited<ReturnType<NonNullable<typeof queries.outlines.queryFn>>>>
  at: (one: Position) => [number, number]
}) {
  const { outlines, at } = props
  const [left, top, width, height] = outlines.viewBox
  const [west, south, east, north] = outlines.degrees
  const [x, y] = at([west, north])
  const [right, bottom] = at([east, south])
  const [wide, high] = [(right - x) / width, (bottom - y) / height]
  return (
    <g className="ground" transform={`matrix(${wide} 0 0 ${high} ${x - left * wide} ${y - top * high})`}>
      {outlines.counties.map((county) => (
        <path key={county.code} d={county.path} vectorEffect="non-scaling-stroke" />
      ))}
    </g>
  )
}
