import * as z from 'zod'

/** A shape of its own for each asker: a day that people may mean and every calendar here can reckon with, YYYY-MM-DD. @source GB/T 7408.1 (ISO 8601-1) 5.2.2 */
export const day = () => z.iso.date().refine((text) => text >= '1000' && text < '3000', '应在 1000 年至 2999 年之间')
