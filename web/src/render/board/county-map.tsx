import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Link } from 'react-router'
import type { OutlinesFace, SignalFace } from '../../../../platform/manifest.ts'
import { Light, LightShape } from '../../look/light.tsx'
import * as queries from '../../shell/queries.ts'
import { isUrgent } from '../../look/lights.ts'
import type { Board, Line } from './board-data.ts'
import './county-map.css'

/** What the counties are filled by: how far they are, which light presses most, or how many cases they have. */
type Fill = 'mean' | 'light' | 'count'

interface Worst {
  name: string
  face: SignalFace
  count: number
}

/** The lower edges of the steps of the one teal in percent, and the same for a number of cases; 0 itself stays paper. */
const percents = [1, 25, 50, 75]
const counts = (most: number) => [
  ...new Set([1, ...[1, 2, 3].map((part) => Math.max(1, Math.ceil((most * part) / 4)))]),
]

/** The counties as one drawing, each a link; the zones as points. Nothing where all lies in one of them. */
export function CountyMap(props: {
  board: Board
  fill: string | null
  to: (changes: Record<string, string | null>) => string
  chosen: Line | undefined
  marked: string | null
  mark: (key: string | null) => void
}) {
  const { board, to, chosen, marked, mark } = props
  const { way, lines, lights, extras } = board
  const found = useQuery(queries.outlines)
  const fact = board.facts[0]
  const fills: [Fill, string][] = [
    ...(fact ? [['mean', `按平均${fact[1].label}着色`] as [Fill, string]] : []),
    ...(lights.length > 0 ? [['light', '按最急的灯着色'] as [Fill, string]] : []),
    ...(fact ? [] : [['count', '按件数着色'] as [Fill, string]]),
  ]
  const fill = fills.find(([name]) => name === props.fill)?.[0] ?? fills[0]?.[0] ?? 'count'
  const lineOf = (code: string) => lines.find((line) => line.key === code)
  const worstOf = (line: Line | undefined): Worst | null => {
    const found = lights.find(([name]) => line?.signals[name])
    return found ? { name: found[0], face: found[1], count: line?.signals[found[0]] ?? 0 } : null
  }
  const number = (line: Line) => (fact ? (line.means[fact[0]] ?? 0) : line.count)
  const words = (line: Line) => `${number(line)}${fact ? '%' : ' 件'}`
  const steps = fact ? percents : counts(Math.max(...lines.map(({ count }) => count)))
  const tone = (line: Line) =>
    fill === 'light'
      ? `by-${worstOf(line)?.face.shape ?? 'wait'}`
      : `p${steps.filter((from) => number(line) >= from).length}`
  if (found.error) return <p className="cap">地图没有取到，表中的数字不受影响。</p>
  const map = found.data
  if (!map) return <div className="map" aria-busy="true" />
  if ([...map.counties, ...map.zones].filter(({ code }) => lineOf(code)).length < 2) return null
  const pointed = lines.find((line) => line.key === (marked ?? chosen?.key))
  const events = (line: Line) => ({
    onPointerEnter: () => mark(line.key),
    onPointerLeave: () => mark(null),
    onFocus: () => mark(line.key),
    onBlur: () => mark(null),
  })
  const link = (line: Line) => ({
    to: to({ at: chosen === line ? null : line.key }),
    'aria-label': spoken(line, lights, fact),
    'aria-current': chosen === line ? ('true' as const) : undefined,
    preventScrollReset: true,
    ...events(line),
  })
  const outlined = map.counties.find((one) => pointed && one.code === pointed.key)
  return (
    <figure className="map">
      <p className="sw no-print">
        {fills.map(([name, title]) => (
          <Link
            key={name}
            to={to({ fill: name })}
            aria-current={fill === name ? 'true' : undefined}
            preventScrollReset
            replace
          >
            {title}
          </Link>
        ))}
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
          const [x, y] = clear(
            label,
            map.zones.filter((zone) => lineOf(zone.code)),
          )
          return (
            <g key={code} className={line ? tone(line) : 'out'} transform={`translate(${x} ${y})`}>
              <Words name={name} number={line ? words(line) : '—'} light={worstOf(line)} fill={fill} />
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
                  <rect
                    {...{ className: 'wd', x: '-6', y: '-30', height: '58', rx: '3' }}
                    width={Math.max(150, 16 + 19 * way.nameOf(code).length)}
                  />
                </g>
              </Link>
              <g className={tone(line)} transform={`translate(0 ${below})`}>
                <FlatWords name={way.nameOf(code)} number={words(line)} light={worstOf(line)} fill={fill} />
              </g>
            </Fragment>
          )
        })}
      </svg>
      <ul className="lg" aria-label="图例">
        {fill === 'light'
          ? lights
              .filter(([name]) => lines.some((line) => worstOf(line)?.name === name))
              .map(([name, light]) => (
                <li key={name}>
                  <i className={`by-${light.shape}`} />
                  <Light face={light} />
                </li>
              ))
          : ['0', ...steps.map((from, at) => stepWords(from, steps[at + 1], fact ? '%' : ' 件'))].map((said, at) => (
              <li key={said}>
                <i className={`p${at}`} />
                {said}
              </li>
            ))}
      </ul>
      <figcaption>
        {pointed ? (
          <>
            <b>{pointed.name}</b> {pointed.count} 件{fact ? `，平均${fact[1].label} ${number(pointed)}%` : ''}
            {extras.map(({ name, title, draw }, at) =>
              (pointed.extra[at] ?? null) === null ? null : (
                <span key={name}>
                  {title} {draw(pointed.extra[at] ?? null)}
                </span>
              ),
            )}
            {lights
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

interface Said {
  name: string
  number: string
  light: Worst | null
  fill: Fill
}

const pressing = ({ light, fill }: Said) => (light && (fill === 'light' || isUrgent(light.face)) ? light : null)

/** Name, number and light within a county, so that the drawing holds without its colours. */
function Words(said: Said) {
  const light = pressing(said)
  return (
    <g className="wd" aria-hidden="true">
      <text y="-11">{said.name}</text>
      <text className="b" y="13">
        {said.number}
      </text>
      {light ? <Sign x={-32} y={34} light={light} /> : null}
    </g>
  )
}

/** The same in two lines, for a zone that has no area to write in. */
function FlatWords(said: Said) {
  const light = pressing(said)
  return (
    <g className="wd fl" aria-hidden="true">
      <text x="4" y="-9">
        {said.name}
      </text>
      <text className="b" x="4" y="18">
        {said.number}
      </text>
      {light ? <Sign x={58} y={17} light={light} /> : null}
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

/** `25–49%`, `75% 以上`, `3 件`. */
function stepWords(from: number, next: number | undefined, unit: string): string {
  if (next === undefined) return `${from}${unit} 以上`
  return next - 1 === from ? `${from}${unit}` : `${from}–${next - 1}${unit}`
}

/** Where a county's words stand: higher when a zone's point lies just under them. */
function clear([x, y]: [number, number], zones: OutlinesFace['zones']): [number, number] {
  const under = zones.some(({ point }) => Math.abs(point[0] - x) < 70 && point[1] > y && point[1] < y + 60)
  return [x, under ? y - 26 : y]
}

/** 东台市：12 件，逾期 1 件，平均进度 45% */
function spoken(line: Line, lights: Board['lights'], fact: Board['facts'][number] | undefined): string {
  const urgent = lights
    .filter(([signal, light]) => line.signals[signal] && isUrgent(light))
    .map(([signal, light]) => `${light.title} ${line.signals[signal]} 件`)
  const mean = fact ? [`平均${fact[1].label} ${line.means[fact[0]] ?? 0}%`] : []
  return `${line.name}：${[`${line.count} 件`, ...urgent, ...mean].join('，')}`
}
