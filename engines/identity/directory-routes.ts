import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { defineRoute, rowsOf } from '#kernel/engine'
import { directoryOf } from './directory.ts'
import { colleaguesAt } from './people.ts'
import { passerBy, person } from './rights.ts'

/** An agency as every page names it. */
export const agencyFace = z.object({
  ...{ id: z.string(), name: z.string(), fullName: z.string(), kind: z.string(), region: z.string() },
})

/** A region as every page names it. */
export const regionFace = z.object({
  ...{ code: z.string(), name: z.string(), parent: z.string().nullable() },
  level: z.enum(['city', 'county', 'zone', 'town', 'village']),
})

/** Somebody at the reader's own agency. */
const colleagueFace = z.object({ id: z.uuid(), name: z.string(), title: z.string() })

/** The directory that every page names. */
export const directoryRoutes = [
  defineRoute('GET /api/agencies', {
    says: '机构名录',
    right: passerBy,
    answers: z.array(agencyFace),
    does: ({ house }) =>
      [...directoryOf(house).agencies.values()].map(({ id, name, fullName, kind, region }) => ({
        ...{ id, name, fullName, kind, region },
      })),
  }),
  defineRoute('GET /api/colleagues', {
    says: '本单位在岗的人',
    right: person,
    answers: rowsOf(colleagueFace),
    does: async ({ house, by: { agency } }) => ({
      rows: agency ? await colleaguesAt(house.database, agency, dayOf(house.clock.now())) : [],
    }),
  }),
  defineRoute('GET /api/regions', {
    says: '地区名录',
    right: passerBy,
    takes: {
      query: z.strictObject({
        level: z.string().max(60).optional().describe('只要这些层级的，逗号分开'),
        parent: z.string().max(12).optional().describe('只要这个地区下面的，写它的代码'),
      }),
    },
    answers: z.array(regionFace),
    does: ({ house, query: { level, parent } }) => {
      const levels = level?.split(',')
      return [...directoryOf(house).regions.values()].filter(
        (region) =>
          (parent === undefined || region.parent === parent) &&
          (levels
            ? levels.includes(region.level)
            : parent !== undefined || !['town', 'village'].includes(region.level)),
      )
    },
  }),
]
