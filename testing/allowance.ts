/** An item that stories apply for: what a county's bureau gives to the old. */
export const allowance = {
  ...{ title: '高龄津贴', words: '八十岁有没有补贴', sort: '05', lead: 'city-civil-affairs-bureau', level: 'county' },
  ...{ whom: ['person'], theme: 'age', fee: '不收费', conditions: '本市户籍的老人。', promisedDays: 5, legalDays: 20 },
  ...{ basis: '《江苏省养老服务条例》', result: '高龄津贴' },
}

/** Somebody who applies for it, of a number that is nobody's. */
export const su = { name: '苏玉兰', idNumber: '320902196307220029', mobile: '13805110002' }
