import { acted, registered, type SeedAct, type SeedCitizen, type SeedOfficer } from '#platform'
import { assistance, mediation } from './cases.ts'
import { dispute } from './registers.ts'
import { disputeHelper, disputeLeader, gridReporter, mediator } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'heshun', name: '何顺', agency: 'tinghu-mediation-centre', title: '专职调解员', roles: [mediator] },
  { account: 'anping', name: '安平', agency: 'yandu-mediation-centre', title: '专职调解员', roles: [mediator] },
  { account: 'peiwuye', name: '裴进', agency: 'city-housing-bureau', title: '物业科科员', roles: [disputeHelper] },
  { account: 'wangge', name: '王格', agency: 'tinghu-government', title: '网格长', roles: [gridReporter] },
  { account: 'tingfu', name: '丁福', agency: 'tinghu-government', title: '副区长', roles: [disputeLeader] },
]

export const citizens: SeedCitizen[] = [
  { account: 'gujianping', name: '顾建平', number: '320902195803150010' },
  { account: 'suyulan', name: '苏玉兰', number: '320902196307220029' },
]

const leak = '楼上漏水，修缮费用谈不拢'
const noise = '夜里装修噪声大'
const wage = '工地拖欠两个月工资'

/** A few disputes on their way: one brought in from home, one at the door, one settled. */
export const seed: SeedAct[] = [
  registered('2024-10-08', 'suyulan', dispute, [
    {
      ...{ matter: leak, sort: 'neighbours', happenedAt: '320902001', papers: [] },
      ...{ words: '九月起厨房顶漏水，楼上说不是他家的水管。', wish: '查清原因，修好并赔偿吊顶。' },
      ...{ applicantName: '苏玉兰', applicantMobile: '13805110002' },
      ...{ respondentName: '顾建平', respondentNumber: '320902195803150010' },
    },
  ]),
  acted('2024-10-10', 'heshun', mediation, ({ matter }) => matter === leak, {
    ...{ action: 'accept', form: { mediator: '何顺' } },
  }),
  acted('2024-10-14', 'heshun', mediation, ({ matter }) => matter === leak, {
    action: 'help',
    form: { bureaux: ['city-housing-bureau'], ask: '请看一下渗漏从哪一户的管子来。' },
  }),
  acted('2024-10-16', 'peiwuye', assistance, ({ matter }) => matter === leak, {
    ...{ action: 'answer', form: { words: '现场查看，为楼上厨房冷水管接头渗漏。', photos: [] } },
  }),
  acted('2024-11-18', 'heshun', mediation, ({ matter }) => matter === leak, {
    action: 'propose',
    form: {
      agreement: '经查为楼上水管接头渗漏。顾建平于十一月三十日前修好，并赔偿苏玉兰吊顶修缮费 800 元。',
      performBy: '2024-11-30',
    },
  }),
  registered('2024-11-15', 'wangge', dispute, [
    {
      ...{ matter: noise, sort: 'neighbours', happenedAt: '320902001', papers: [] },
      ...{ words: '楼下商铺每天夜里十一点后装修，老人睡不好。', wish: '晚上八点后不施工。' },
      ...{ applicantName: '苏玉兰', applicantNumber: '320902196307220029', applicantMobile: '13805110002' },
      ...{ respondentName: '某装饰店' },
    },
  ]),
  registered('2024-11-18', 'suyulan', dispute, [
    {
      ...{ matter: wage, sort: 'work', happenedAt: '320903002', papers: [] },
      ...{ words: '八、九月在工地做小工，工资没有结。', wish: '结清工资 9,600 元。' },
      ...{ applicantName: '苏玉兰', applicantMobile: '13805110002', respondentName: '某建筑劳务公司' },
    },
  ]),
]
