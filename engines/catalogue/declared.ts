import type * as z from 'zod'
import { digest } from '#engines/crypto'
import { noteOf, type FieldNote } from '#kernel/field'
import type { House } from '#kernel/engine'
import { onceEach } from '#kernel/memo'
import type { Dataset } from '#engines/exchange'
import type { AgencyId } from '#engines/identity'
import { canonical } from '#engines/ledger/run'
import type { Register } from '#engines/register'
import type { DeclaredData, DeclaredField } from './index.ts'

/** What kinds of value are called in a catalogue. @source 《政务信息资源目录编制指南（试行）》 (信息项信息) */
const types: Partial<Record<FieldNote['widget'], string>> = {
  ...{
    integer: '整数',
    percent: '小数',
    money: '金额',
    yesNo: '布尔',
    date: '日期',
    month: '年月',
    instant: '日期时间',
  },
  ...{ timeOfDay: '时间', choice: '代码', choices: '代码（多个）', agency: '机构', agencies: '机构（多个）' },
  ...{ region: '行政区划', files: '文件', record: '关联', point: '坐标', area: '范围', line: '线', table: '表格' },
}

/** What of a field a catalogue tells. */
const fieldOf = (name: string, field: z.ZodType): DeclaredField => {
  const { label, widget, column, sensitivity, sealed, standard } = noteOf(field)
  const type = column === 'numeric' ? '小数' : (types[widget] ?? '文本')
  return { name, title: label, type, sensitivity, sealed: sealed !== undefined, standard: standard ?? null }
}

const fieldsOf = (fields: Readonly<Record<string, unknown>>) =>
  Object.entries(fields).map(([name, field]) => fieldOf(name, field as z.ZodType))

/** Everything that the systems of a house declare as data, by what it is called for good. */
export const declaredData = onceEach((house: House): ReadonlyMap<string, DeclaredData> => {
  const systems = new Map(house.systems.map((system) => [system.name, system]))
  const ownerOf = (name: string) => systems.get(name)
  const registers = [...house.parts<Register>('register').values()].map((register): DeclaredData => {
    const system = ownerOf(register.system)
    return {
      ...{ origin: `register:${register.name}`, title: register.title, agency: system?.owner as AgencyId },
      ...{ system: system?.title ?? '', law: null, fields: fieldsOf(register.fields) },
    }
  })
  const datasets = [...house.parts<Dataset>('dataset').values()].map((dataset): DeclaredData => {
    const { name, title, source, basis, fields } = dataset
    const system = ownerOf(dataset.system)?.title ?? ''
    return {
      ...{ origin: `dataset:${name}`, title, agency: source as AgencyId },
      ...{ system, law: basis.law, fields: fieldsOf(fields) },
    }
  })
  return new Map([...registers, ...datasets].map((one) => [one.origin, one]))
})

/** The digest of what is declared of data: another one says that its rows are to be brought into step. */
export const printOf = onceEach((declared: DeclaredData) =>
  digest('sha-256', Buffer.from(canonical(declared))).toString('hex'),
)
