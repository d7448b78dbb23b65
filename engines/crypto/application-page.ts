import type { Listed, Shows } from '#kernel/engine'

export const tokenOnce = '令牌只显示这一次，收起后谁也读不到，平台也只留下核对用的摘要。请现在交给应用的运维人员；'

/** What those who use a key no longer get when a version of it is out of use. */
const lost = '以前用它签的名验不了，用它加密的内容解不开，用它做的鉴别码验不了'

/** The versions of a key: out of use, back, and gone for ever once two officers want it. */
const versions: Listed = {
  title: '版本',
  columns: { version: '版本', state: '状态', at: '生成', doom: '销毁' },
  acts: [
    {
      ...{ title: '停用', at: 'POST /api/crypto/keys/{id}/retire', sends: ['version'], when: { state: 'kept' } },
      says: `停用后这一版不能再用：${lost}，用到它的业务马上被拒。密钥还在，以后可以恢复。`,
    },
    {
      ...{ title: '恢复', at: 'POST /api/crypto/keys/{id}/restore', sends: ['version'] },
      when: { state: 'retired' },
      says: '恢复后这一版又可以用来验、解。已提出销毁的，随之撤回。',
    },
    {
      ...{ title: '提出销毁', at: 'POST /api/crypto/keys/{id}/destroy', sends: ['version'] },
      when: { state: 'retired', doom: null },
      says: `提出后还不会销毁，要由本单位另一位密码应用管理员确认；确认前可以恢复。一经确认，这一版永远没有了，${lost}，谁也恢复不了。`,
    },
    {
      ...{ title: '确认销毁', sure: '马上销毁', at: 'POST /api/crypto/keys/{id}/destroy/confirm', sends: ['version'] },
      when: { state: 'retired', doom: 'another' },
      says: `这一步不能撤回：这一版马上销毁，${lost}，谁也恢复不了。`,
    },
  ],
}

/** One application as its owner looks after it: quota and token, keys with their versions, what each day came to, the last uses. */
export const oneApplication: Shows = {
  title: '密码应用',
  columns: {
    ...{ name: '应用', agency: '单位', standing: '状态', dailyCalls: '每日次数', dailyBytes: '每日数据量' },
    ...{ tokenAt: '令牌换发', at: '登记' },
  },
  beside: ['GET /api/crypto/applications'],
  acts: [
    {
      ...{ title: '调整配额', sure: '保存配额', at: 'PATCH /api/crypto/applications/{id}' },
      says: '用完的当天再来的请求都被拒绝，第二天重新计。填 0 就是一次也不让用。',
    },
    {
      ...{ title: '换发令牌', at: 'POST /api/crypto/applications/{id}/token', when: { standing: 'runs' } },
      says: '换发后旧令牌马上作废，还在用旧令牌的系统立刻被拒，要换上新令牌才能再用。',
      once: { field: 'token', title: '{name}的新令牌', says: `${tokenOnce}丢了只能再换发。` },
    },
    {
      ...{ title: '停用', at: 'POST /api/crypto/applications/{id}/stop', when: { standing: 'runs' } },
      says: '停用后令牌马上作废，这个应用的所有请求都被拒绝。密钥都还在；要再用，须由密码主管恢复，再换发令牌。',
    },
    {
      ...{ title: '恢复', at: 'POST /api/crypto/applications/{id}/start', when: { standing: 'stopped' } },
      says: '恢复后它还没有令牌：请它的管理员换发令牌，换发之后才能再用。',
    },
  ],
  lists: {
    keys: {
      title: '密钥',
      says: '密钥在平台里生成，不出平台。用途和算法以后不能改；要换，另建一把。',
      empty: '还没有密钥。',
      columns: { name: '名称', purpose: '用途', algorithm: '算法', id: '编号' },
      acts: [
        {
          ...{ title: '轮换', at: 'POST /api/crypto/keys/{id}/rotate' },
          says: '轮换后生成新的一版，此后用新版；以前签的仍可验，以前加密的仍可解。',
        },
      ],
      begins: [{ title: '新建密钥', at: 'POST /api/crypto/applications/{id}/keys' }],
      lists: { versions },
    },
    days: {
      title: '按日使用',
      empty: '近三十天没有使用。',
      columns: { day: '日期', verb: '用途', keyName: '密钥', calls: '次数', refused: '被拒', bytes: '数据量' },
    },
    uses: {
      title: '最近使用',
      empty: '还没有使用。',
      columns: { at: '时间', verb: '用途', keyName: '密钥', version: '版本', bytes: '数据量', why: '被拒的原因' },
    },
  },
}
