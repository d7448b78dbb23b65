import { application } from '#commons/service-application'
import { defineCounter } from '#platform'

/** Where villages and towns apply for those who live there, with a network and without. */
export const villageCounter = defineCounter('village-desk', {
  title: '镇村一平台',
  says: '替村（居）民办事，在家里、在地头都能填；没有网也能填，有网自动送上来。',
  of: application,
})
