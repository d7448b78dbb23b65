import { defineConnection } from '#platform'

/** The province's application, in which the city's standard apps are shown. */
export const provincialApp = defineConnection('provincial-app', {
  title: '苏服办移动端',
  far: '苏服办',
  basis: '国务院办公厅关于印发全国一体化政务服务平台移动端建设指南的通知（国办函〔2021〕105号）',
  sends: [],
  takes: [],
})
