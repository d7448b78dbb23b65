import { licence } from '#commons/licence'
import { handling } from '#commons/service-handling'
import { application } from '#commons/service-application'
import { serviceItem } from '#commons/service-item'
import { defineApps, opensCases, opensFinding, opensForm, opensRows } from '#platform'
import { provincialApp } from './connections.ts'
import { mobileApp } from './registers.ts'

/** The city's standard apps in the province's application. */
export const provincialApps = defineApps('provincial-apps', {
  title: '苏服办盐城标准应用',
  host: provincialApp,
  of: mobileApp,
  says: 'says',
  asks: ['name', 'idNumber', 'mobile'],
  opens: {
    field: 'opens',
    by: {
      item: opensForm(application, { of: serviceItem, by: 'item', names: 'item' }),
      mine: opensCases(handling),
      licences: opensRows(licence),
      guides: opensFinding(serviceItem),
    },
  },
  tried: { field: 'standing', is: ['review', 'agreed'] },
  live: { field: 'standing', is: ['agreed'] },
  lent: { idle: 30 * 60, whole: 2 * 3600 },
  notes: ({ fault, on, version }) => ({
    tested: (fault === null ? 'passed' : 'failed') as 'passed',
    testedOn: on as never,
    installed: version,
    fault,
  }),
})
