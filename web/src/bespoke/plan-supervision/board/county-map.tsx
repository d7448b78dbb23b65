import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Link } from 'react-router'
import type { OutlinesFace, SignalFace } from '../../../../../platform/manifest.ts'
import { Change } from '../../../look/change.tsx'
import { Light, LightShape } from '../../../look/light.tsx'
import * as queries from '../../../shell/queries.ts'
import { inOrder } from '../lights.ts'
import type { Line } from './board-data.ts'
import './county-map.css'

export type Fill = 'progress' | 'light'

interface Worst {
  name: string
  face: SignalFace
  count: number
}

/** The lower edges of the steps of the one teal, in percent; 0 itself stays paper. */
const steps = [1, 25, 50, 75]

/** The counties as one drawing: filled by progress or by the most urgent light, each a link; the zones as points. */
export function CountyMap(props: {
  lines: Line[]
  signals: Record<string, SignalFace>
  fill: Fill
  to: (changes: Record<string, string | null>) => string
  chosen: string | null
  marked: string | null
  mark: (key: string | null) => void
}) {
  const { lines, signals, fill, to, chosen, marked, mark } = props
  const found = useQuery(queries.outlines)
  const order = inOrder(Object.entries(signals))
  const lineOf = (code: string) => lines.find((line) => line.region === code)
  const worstOf = (line: Line | undefined): Worst | null => {
    const found = order.find(([name]) => line?.signals[name])
    return found ? { name: found[0], face: found[1], count: line?.signals[found[0]] ?? 0 } : null
  }
  const tone = (line: Line) =>
    fill === 'light' ? `by-${worstOf(line)?.face.shape ?? 'wait'}` : `p${stepOf(line.percent)}`
  if (found.error) return <p className="cap">地图没有取到，表中的数字不受影响。</p>
  const map = found.data
  if (!map) return <div className="map" aria-busy="true" />
  const pointed = lines.find((line) => line.key === (marked ?? chosen))
  const events = (line: Line) => ({
    onPointerEnter: () => mark(line.key),
    onPointerLeave: () => mark(null),
    onFocus: () => mark(line.key),
    onBlur: () => mark(null),
  })
  const link = (line: Line) => ({
    to: to({ region: chosen === line.key ? null : line.region }),
    'aria-label': spoken(line, order),
    'aria-current': chosen === line.key ? ('true' as const) : undefined,
    preventScrollReset: true,
    ...events(line),
  })
  const outlined = map.counties.find((one) => pointed && one.code === pointed.region)
  return (
    <figure className="map">
      <p className="sw no-print">
        <Link
          to={to({ fill: null })}
          aria-current={fill === 'progress' ? 'true' : undefined}
          preventScrollReset
          replace
        >
          按平均进度着色
        </Link>
        <Link
          to={to({ fill: 'light' })}
          aria-current={fill === 'light' ? 'true' : undefined}
          preventScrollReset
          replace
        >
          按最急的灯着色
        </Link>
      </p>
      <svg className="yc" viewBox={map.viewBox.join(' ')} role="group" aria-label="县（市、区）地图">
        {map.counties.map(({ code, path }) => {
          const line = lineOf(code)
          return line ? (
            <Link key={code} className={tone(line)} {...link(line)}>
              <path d={path} />
            </Link>
          ) : (
            <path key={code} className="out" d={path} />
          )
        })}
        {outlined ? <path className="ring" d={outlined.path} /> : null}
        {map.counties.map(({ code, name, label }) => {
          const line = lineOf(code)
          const [x, y] = clear(label, map.zones)
          return (
            <g key={code} className={line ? tone(line) : 'out'} transform={`translate(${x} ${y})`}>
              <Words name={name} line={line} light={worstOf(line)} fill={fill} />
            </g>
          )
        })}
        {map.zones.map(({ code, point: [x, y] }, at) => {
          const line = lineOf(code)
          if (!line) return null
          const below = map.viewBox[3] - 130 + at * 84
          return (
            <Fragment key={code}>
              <Link className={`zn ${tone(line)}`} {...link(line)}>
                <path className="ld" d={`M${x} ${y}V${below}H140`} />
                <path className="pt" d={`M${x - 8} ${y}l8 -8 8 8 -8 8z`} />
                <g transform={`translate(0 ${below})`}>
                  <rect className="wd" x="-6" y="-30" width="150" height="58" rx="3" />
                </g>
              </Link>
              <g className={tone(line)} transform={`translate(0 ${below})`}>
                <FlatWords line={line} light={worstOf(line)} fill={fill} />
              </g>
            </Fragment>
          )
        })}
      </svg>
      <Legend fill={fill} signals={order.filter(([name]) => lines.some((line) => worstOf(line)?.name === name))} />
      <figcaption>
        {pointed ? (
          <>
            <b>{pointed.name}</b> {pointed.count} 件，平均进度 {pointed.percent}%
            {pointed.moves?.progress === null || pointed.moves === null ? '' : '，比上月底 '}
            {pointed.moves?.progress === null || pointed.moves === null ? null : (
              <Change by={pointed.moves.progress} unit="个百分点" />
            )}
            {order
              .filter(([name]) => pointed.signals[name])
              .map(([name, light]) => (
                <Light key={name} face={light} count={pointed.signals[name] ?? 0} />
              ))}
          </>
        ) : (
          <span className="m">轮廓仅作示意，不是测绘成果；两个功能区没有公布边界，以点示意。</span>
        )}
      </figcaption>
    </figure>
  )
}

/** Name, number and light within a county, so that the drawing holds without its colours. */
function Words({ name, line, light, fill }: { name: string; line: Line | undefined; light: Worst | null; fill: Fill }) {
  const shown = light && (fill === 'light' || light.face.shape === 'late' || light.face.shape === 'near')
  return (
    <g className="wd" aria-hidden="true">
      <text y="-11">{name}</text>
      <text className="b" y="13">
        {line ? `${line.percent}%` : '—'}
      </text>
      {shown ? <Sign x={-32} y={34} light={light} /> : null}
    </g>
  )
}

/** The same in two lines, for a zone that has no area to write in. */
function FlatWords({ line, light, fill }: { line: Line; light: Worst | null; fill: Fill }) {
  const shown = light && (fill === 'light' || light.face.shape === 'late' || light.face.shape === 'near')
  return (
    <g className="wd fl" aria-hidden="true">
      <text x="4" y="-9">
        {line.short}
      </text>
      <text className="b" x="4" y="18">
        {line.percent}%
      </text>
      {shown ? <Sign x={58} y={17} light={light} /> : null}
    </g>
  )
}

function Sign({ x, y, light: { face, count } }: { x: number; y: number; light: Worst }) {
  return (
    <g className={`sg ${face.shape}`}>
      <svg x={x} y={y - 13} width="15" height="15" viewBox="0 0 12 12">
        <LightShape shape={face.shape} />
      </svg>
      <text x={x + 19} y={y}>
        {face.title} {count}
      </text>
    </g>
  )
}

function Legend({ fill, signals }: { fill: Fill; signals: [string, SignalFace][] }) {
  return (
    <ul className="lg" aria-label="图例">
      {fill === 'progress'
        ? [
            '0',
            ...steps.map((from, at) => (steps[at + 1] ? `${from}–${(steps[at + 1] ?? 0) - 1}%` : `${from}% 以上`)),
          ].map((words, at) => (
            <li key={words}>
              <i className={`p${at}`} />
              {words}
            </li>
          ))
        : signals.map(([name, light]) => (
            <li key={name}>
              <i className={`by-${light.shape}`} />
              <Light face={light} />
            </li>
          ))}
    </ul>
  )
}

/** Where a county's words stand: higher when a zone's point lies just under them. */
function clear([x, y]: [number, number], zones: OutlinesFace['zones']): [number, number] {
  const under = zones.some(({ point }) => Math.abs(point[0] - x) < 70 && point[1] > y && point[1] < y + 60)
  return [x, under ? y - 26 : y]
}

function stepOf(percent: number): number {
  return steps.filter((from) => percent >= from).length
}

/** 东台市：12 件，逾期 1 件，平均进度 45% */
function spoken(line: Line, order: [string, SignalFace][]): string {
  const urgent = order
    .filter(([signal, light]) => line.signals[signal] && (light.shape === 'late' || light.shape === 'near'))
    .map(([signal, light]) => `${light.title} ${line.signals[signal]} 件`)
  return `${line.name}：${[`${line.count} 件`, ...urgent, `平均进度 ${line.percent}%`].join('，')}`
}
