/** The shortest example of every word for a field; `docs/words.md` is read off them. */
import { defineRegister, field, inHectares, inMu, metresOf, squareMetresOf } from '#platform'

const household = defineRegister('household', { title: '家庭', naming: 'head', fields: { head: field.text('户主') } })
// field.text
export const name = field.text('姓名', { max: 50 })

// field.longText
export const reason = field.longText('理由')

// field.integer
export const income = field.integer('月收入', { unit: '分' })

// field.decimal
export const area = field.decimal('面积', { unit: '平方米' })

// field.percent
export const progress = field.percent('进度')

// field.choice
export const door = field.choice('来源', { online: '网上', window: '窗口' })

// field.yesNo
export const married = field.yesNo('已婚')

// field.date
export const endsOn = field.date('聘期至')

// field.month
export const month = field.month('所报月份')

// field.files
export const papers = field.files('材料', { min: 1 })

// field.table
export const members = field.table('家庭成员', { name: '姓名', kin: '关系' })

// field.citizenNumber
export const number = field.citizenNumber('申请人身份证号')

// field.mobile
export const phone = field.mobile()

// field.bankCard
export const account = field.bankCard('发放账户')

// field.creditCode
export const code = field.creditCode()

// field.itemCode
export const itemCode = field.itemCode('实施编码')

// field.licenceTypeCode
export const typeCode = field.licenceTypeCode()

// field.optional
export const note = field.optional(field.text('备注'))

// field.agency
export const lead = field.agency('承办单位', { kinds: ['government'] })

// field.colleague
export const inspector = field.colleague('巡查人')

// field.agencies
export const support = field.agencies('协办单位')

// field.region
export const place = field.region('住在哪里')

// field.record
export const home = field.record('家庭', household)

// field.ownRecord
export const splitFrom = field.ownRecord('分出它的家庭')

// field.indicator
export const counts = field.indicator('按哪项指标算')

/** What any field may say of itself beside. */
export const illness = field.text('病情', { sensitivity: 'personal', standard: 'WS 364', help: '按诊断书填写' })

// field.money
export const wage = field.money('月工资', { per: 'month' })

// field.instant
export const seenAt = field.instant('到场时刻')

// field.timeOfDay
export const opensAt = field.timeOfDay('开门')

// field.choices
export const needs = field.choices('需要什么', { meals: '助餐', wash: '助浴' })

// field.email
export const mail = field.email('电子邮箱')

// field.url
export const site = field.url('网址')

// field.point
export const where = field.point('在地图上的位置')

// field.area
export const plot = field.area('地块范围')

// field.line
export const route = field.line('巡查路线')

// squareMetresOf
export const large = squareMetresOf({
  type: 'Polygon',
  coordinates: [
    [
      [120.16, 33.34],
      [120.163, 33.34],
      [120.163, 33.342],
    ],
  ],
})

// inMu
export const mu = inMu(6_667)

// inHectares
export const hectares = inHectares(6_667)

// metresOf
export const long = metresOf({
  type: 'LineString',
  coordinates: [
    [120.16, 33.34],
    [120.163, 33.34],
  ],
})

// field.photos
export const scene = field.photos('现场照片', { max: 6 })
