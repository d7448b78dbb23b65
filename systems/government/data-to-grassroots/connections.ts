import { handling } from '#commons/service-handling'
import { application } from '#commons/service-application'
import { itemNeed, serviceItem } from '#commons/service-item'
import { defineConnection, sending, taking } from '#platform'
import { returnedRecord } from './registers.ts'
import { asApplied, asReturned, asTold } from './rules.ts'

/** The province's hub of government services: what is applied for there is done here, and told there as it goes. */
export const provincialHub = defineConnection('provincial-hub', {
  title: '省政务服务中台',
  far: '江苏省政务服务中台',
  basis: '国务院关于加快推进政务服务标准化规范化便利化的指导意见（国发〔2022〕5号）',
  sends: [sending('progress', handling, { title: '办件进度', says: asTold })],
  takes: [
    taking('application', application, { title: '省平台收的申请', maps: asApplied(serviceItem, itemNeed) }),
    taking('returned', returnedRecord, { title: '回流数据', maps: asReturned }),
  ],
})
