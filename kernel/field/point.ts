import * as z from 'zod'
import { china } from './china.ts'
import { fieldOf, type Options } from './note.ts'

/** Degrees between two, to six decimals. */
export const degrees = ([from, to]: readonly [number, number], called: string) =>
  z
    .number()
    .refine((value) => value >= from && value <= to, `${called}应在 ${from} 至 ${to} 度之间`)
    .overwrite((value) => Math.round(value * 1e6) / 1e6)
    .meta({ minimum: from, maximum: to })

/** A place on the map: degrees of latitude and longitude, WGS 84, to six decimals (a tenth of a metre). @source GB/T 16831 (ISO 6709) */
export const point = (label: string, o: Options = {}) =>
  fieldOf(z.strictObject({ lat: degrees(china.lat, '纬度'), lon: degrees(china.lon, '经度') }).brand<'point'>(), {
    label,
    widget: 'point',
    column: 'jsonb',
    standard: 'GB/T 16831',
    example: { lat: 33.3477, lon: 120.1614 },
    ...o,
  })
