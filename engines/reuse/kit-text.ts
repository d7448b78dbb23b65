import * as z from 'zod'
import { issueSays } from '#kernel/field'
import { canonical } from '#engines/ledger'
import type { Register } from '#engines/register'
import { faults } from './faults.ts'
import { aboveOf, mostRows, staysBehind, type Kit } from './index.ts'

/** How many characters the text of a kit has at most. */
export const mostText = 300_000

const row = z.strictObject({
  register: z.string().max(80),
  /** Which row of the kit it belongs to, counted from 0; the first belongs to none. */
  under: z.int().min(0).max(mostRows).optional(),
  values: z.record(z.string().max(80), z.json()),
})
const kitText = z.strictObject({
  format: z.literal('yancheng-kit/1'),
  kit: z.string().max(80),
  title: z.string().min(1).max(200),
  rows: z.array(row).min(1).max(mostRows),
})

/** What a kit says: rows of registers, the one that was packed first, each after the one that it belongs to. */
export type KitText = z.infer<typeof kitText>

/** One text for one kit, so that its digest is one. */
export const textOf = (kit: KitText): string => canonical(kit as never)

/** The registers whose rows travel in a kit, by name. */
export const registersIn = (kit: Kit): ReadonlyMap<string, Register> =>
  new Map([kit.of, ...kit.with].map((one) => [one.name, one]))

/** The fields of a register that travel. */
export const travelling = (register: Register): string[] =>
  Object.keys(register.fields).filter((name) => name !== register.under && !staysBehind(register, name))

/**
 * Reads a kit, whoever wrote it.
 * @param kits the kinds of kit that there are, by name
 * @throws reuse/kit-wrong with the rows and fields that do not fit
 */
export function readKit(text: string, kits: ReadonlyMap<string, Kit>): { kit: Kit; said: KitText } {
  const refuse = (...why: string[]) => faults['kit-wrong']({ why })
  if (text.length > mostText) throw refuse(`文件超过 ${mostText / 10_000} 万字`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw refuse('不是一份 JSON 文件')
  }
  const read = kitText.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    const at = issue?.path[0] === 'rows' && typeof issue.path[1] === 'number' ? `第 ${issue.path[1] + 1} 条` : '文件'
    throw refuse(`${at}不合 yancheng-kit/1 的格式（${issue?.path.join('.') || '开头'}）`)
  }
  const kit = kits.get(read.data.kit)
  if (!kit) throw refuse(`这里没有“${read.data.kit}”这一种配置包`)
  const why = whatDoesNotFit(kit, read.data)
  if (why.length > 0) throw refuse(...why)
  return { kit, said: read.data }
}

/** What of a kit's rows does not fit, row by row; at most twenty sentences. */
function whatDoesNotFit(kit: Kit, { rows }: KitText): string[] {
  const registers = registersIn(kit)
  const why: string[] = []
  for (const [i, { register: name, under, values }] of rows.entries()) {
    if (why.length >= 20) break
    const at = `第 ${i + 1} 条`
    const register = registers.get(name)
    if (!register) {
      why.push(`${at}的“${name}”不在这种配置包里`)
      continue
    }
    const above = under === undefined || under >= i ? undefined : rows[under]?.register
    if (i === 0 ? name !== kit.of.name || under !== undefined : above === undefined || above !== aboveOf(register))
      why.push(`${at}（${register.title}）不属于它前面的任何一条`)
    const fields = new Set(travelling(register))
    const others = Object.keys(values).filter((field) => !fields.has(field))
    if (others.length > 0) why.push(`${at}（${register.title}）不该有 ${others.join('、').slice(0, 100)}`)
    why.push(...wrongIn(register, values).map((says) => `${at}（${register.title}）${says}`))
  }
  return why
}

/** The values of a row that its fields do not take, in sentences. */
const wrongIn = ({ fields }: Register, values: KitText['rows'][number]['values']): string[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const result = field && z.object({ [name]: field }).safeParse({ [name]: value }, { reportInput: true })
    return result?.error ? result.error.issues.slice(0, 1).map((issue) => issueSays(fields, issue)) : []
  })
