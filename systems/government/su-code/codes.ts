import { defineCard, defineCode, definePurpose, tells } from '#platform'

export const licenceCard = defineCard('licence', { title: '电子证照' })
export const readerCard = defineCard('reader', { title: '读者证' })
export const concession = defineCard('concession', { title: '乘车优待证' })
export const insurance = defineCard('insurance', { title: '医保电子凭证' })

export const showLicence = definePurpose('licence', {
  title: '亮证',
  basis: '《国务院关于在线政务服务的若干规定》第十条：电子证照与纸质证照具有同等效力',
  gives: [tells.name, tells.checked, tells.card(licenceCard)],
  consent: 'asked',
  checked: true,
})

export const entry = definePurpose('entry', {
  title: '出入登记',
  basis: '《中华人民共和国个人信息保护法》第六条：限于实现处理目的的最小范围',
  gives: [tells.name, tells.creditCode],
  consent: 'asked',
})

export const transit = definePurpose('transit', {
  title: '公共交通',
  basis: '《江苏省老年人权益保障条例》等优待规定：只核有无优待资格',
  gives: [tells.hasCard(concession)],
  consent: 'shown',
})

export const medical = definePurpose('medical', {
  title: '就医',
  basis: '《医疗保障基金使用监督管理条例》第十七条：持本人医疗保障凭证就医并主动出示',
  gives: [tells.name, tells.checked, tells.card(insurance)],
  consent: 'asked',
  checked: true,
})

export const library = definePurpose('library', {
  title: '图书借阅',
  basis: '《中华人民共和国公共图书馆法》第四十三条：妥善保护读者的个人信息和借阅信息',
  gives: [tells.numberHere('本馆读者编号'), tells.card(readerCard)],
  consent: 'asked',
})

/** One code for a person or an organisation, whatever the counter. */
export const suCode = defineCode('su-code', {
  title: '苏服码',
  purposes: [showLicence, entry, transit, medical, library],
  cards: [licenceCard, readerCard, concession, insurance],
})
