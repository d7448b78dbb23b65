import { application } from '#commons/service-application'
import { serviceItem } from '#commons/service-item'
import { defineKiosks, handsIn, looksUp } from '#platform'
import { kiosk, kioskService } from './registers.ts'

/** The city's machines: what is offered there is what the library of items marks for them, and was tried. */
export const kiosks = defineKiosks('city-kiosks', {
  title: '盐之e政务自助机',
  says: '办事、查询、打印，不用排队。办完就走，机器上不留您的任何东西。',
  of: kiosk,
  stands: { point: 'point', where: { standing: 'in-service' } },
  lent: { idle: 120, whole: 20 * 60 },
  silentAfter: 10,
  offers: [
    handsIn(application, { of: serviceItem, by: 'item', where: { kiosk: true, standing: 'in-force' } }),
    looksUp(serviceItem, { where: { standing: 'in-force' } }),
  ],
  into: kioskService,
  notes: ({ fault, ...tried }) => ({
    ...tried,
    on: tried.on as never,
    standing: (fault === null ? 'passed' : 'failed') as 'passed',
    fault,
  }),
})
