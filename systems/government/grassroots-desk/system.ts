import { defineSystem } from '#platform'
import { villageCounter } from './counters.ts'
import { applicationsBrought, broughtGranted } from './indicators.ts'
import { grassrootsLeader, villageWorker } from './roles.ts'

/** Services of every agency at the desk of a village or a town, for those who live there. */
export default defineSystem('grassroots-desk', {
  title: '基层一平台办理',
  owner: 'city-data-bureau',
  parts: [villageCounter, applicationsBrought, broughtGranted, villageWorker, grassrootsLeader],
  pages: [],
})
