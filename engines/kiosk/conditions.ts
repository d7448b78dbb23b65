import { columnOf } from '#engines/register'

/** How a row `t` stands, field by field, as conditions of a statement whose values are given. */
export const conditionsOf = (where: Readonly<Record<string, string | boolean>>, values: unknown[]): string[] =>
  Object.entries(where).map(([field, is]) => `t.${columnOf(field)}::text = $${values.push(String(is))}`)
