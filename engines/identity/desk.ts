import type { Actable } from './actable.ts'

/** A desk of the identity engine: what may be done there, granted like anything else. */
const defineDesk = <const A extends string>(name: string, title: string, actions: readonly A[]): Actable<A> => ({
  kind: 'desk',
  name,
  title,
  actions,
})

/** The systems that sign people in here. */
export const clientDesk = defineDesk('client', '接入应用', ['read', 'register', 'end'])

/** Who holds which post: appointing, acting, handing over. */
export const appointmentDesk = defineDesk('appointment', '岗位任免', ['read', 'appoint', 'end'])

/** Checking a person's papers: the third level of assurance. */
export const verificationDesk = defineDesk('verification', '实名核验', ['verify'])

/** Organisations and who represents them. */
export const organisationDesk = defineDesk('organisation', '组织登记', ['read', 'register'])

/** Recording a proxy for someone who cannot grant one, with the papers seen. */
export const mandateDesk = defineDesk('mandate', '代办登记', ['record'])

/** The city's agencies: adding one that it lacks, and what one is called. */
export const directoryDesk = defineDesk('directory', '机构名录', ['read', 'add', 'rename'])
