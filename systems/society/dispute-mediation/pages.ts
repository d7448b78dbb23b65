import { casesPage, listPage } from '#platform'
import { mediation } from './cases.ts'
import { dispute } from './registers.ts'

export const pages = [casesPage(mediation, { columns: ['sort', 'happenedAt', 'door', 'mediator'] }), listPage(dispute)]
