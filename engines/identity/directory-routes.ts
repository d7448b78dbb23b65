import * as z from 'zod'
import { defineRoute } from '#kernel/engine'
import { directoryOf } from './directory.ts'
import { passerBy } from './rights.ts'

/** An agency as every page names it. */
export const agencyFace = z.object({
  ...{ id: z.string(), name: z.string(), fullName: z.string(), kind: z.string(), region: z.string() },
})

/** A region as every page names it. */
export const regionFace = z.object({
  ...{ code: z.string(), name: z.string(), parent: z.string().nullable() },
  level: z.enum(['city', 'county', 'zone', 'town', 'village']),
})

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
