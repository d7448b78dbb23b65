import { defineDuty } from '#platform'

/** Who hears of work that falls behind, one step after the other: the agency's head, then the city's leader. */
export const agencyHead = defineDuty('agency-head', { title: '主要负责人', of: 'agency' })
export const cityLeader = defineDuty('city-leader', { title: '分管市领导', of: 'city' })
