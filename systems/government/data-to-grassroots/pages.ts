import { listPage } from '#platform'
import { returnedRecord, returnSubscription } from './registers.ts'

export const pages = [listPage(returnedRecord), listPage(returnSubscription)]
