import { isCreditCode } from './numbers.ts'

/** Kinds of items, and what provinces have added after each family. @source GB/T 39046-2020 table A.1 */
const kinds = /^(0[0-9]|1[0-9]|2[0-9])$/

/**
 * Whether 31 characters name an item as one agency carries it out: the agency's credit code (18), at which level it acts
 * (1–7), and the item's own code (12): the province or 00 for the state (2), its kind (2), the item (5), the part of it (3).
 * @source GB/T 39046-2020 5.2 and tables A.1, A.2; GB/T 39554.1
 */
export function isItemCode(text: string): boolean {
  const [, agency = '', province = '', kind = ''] = /^([0-9A-Z]{18})[1-7](\d\d)(\d\d)\d{8}$/.exec(text) ?? []
  return isCreditCode(agency) && (province === '00' || /^[1-8]\d$/.test(province)) && kinds.test(kind)
}
