import { useState } from 'react'
import type { TypedPoint } from './faults.ts'
import { tied, type WidgetProps } from './tied.ts'

const asked = [
  ['lat', '纬度', '33.3477'],
  ['lon', '经度', '120.1614'],
] as const

/** A place as two numbers of degrees, or where the device is. @param look the classes that a face gives its inputs and buttons */
export function PointWidget(props: WidgetProps & { look: { input: string; button: string } }) {
  const { name, field, value, set, look } = props
  const [says, setSays] = useState('')
  const { status: _, id, ...ties } = tied(props)
  const typed = (value as TypedPoint | null) ?? { lat: null, lon: null }
  const locate = () => {
    setSays('正在取位置')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setSays(`已取到，误差约 ${Math.ceil(coords.accuracy)} 米。`)
        set({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)) })
      },
      ({ code }) => setSays(code === 1 ? '没有得到使用位置的许可，请自己填写。' : '取不到现在的位置，请自己填写。'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return (
    <div className="pt">
      {asked.map(([part, title, example]) => (
        <label key={part} htmlFor={part === 'lat' ? id : `${id}-lon`}>
          {title}
          <input
            {...ties}
            id={part === 'lat' ? id : `${id}-lon`}
            aria-label={`${field.label}：${title}`}
            name={`${name}-${part}`}
            type="number"
            inputMode="decimal"
            step="any"
            className={look.input}
            placeholder={example}
            value={typed[part] ?? ''}
            onChange={({ target }) => set({ ...typed, [part]: target.value === '' ? null : target.valueAsNumber })}
          />
        </label>
      ))}
      {'geolocation' in navigator ? (
        <button type="button" className={look.button} onClick={locate}>
          用我现在的位置
        </button>
      ) : null}
      <p className="cap" role="status">
        {says}
      </p>
    </div>
  )
}
