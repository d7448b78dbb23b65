import { defineFaults } from '#kernel/fault'

/** An instant as the city's clocks show it; what is none, as it is. */
function onTheWall(at: string): string {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? `${at}` : new Date(instant + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
}

export const faults = defineFaults('code', {
  'not-a-code': {
    status: 422,
    title: '不是苏服码',
    says: () => '扫到的内容不是本市的苏服码，或者没有扫全。请让对方打开“苏服码”页面再扫一次。',
  },
  'not-yet': {
    status: 422,
    title: '码还没有到时间',
    says: () => '这个码的时间在现在之后，出示或扫码的设备时钟不准。请核对两边的时间，再出示一次。',
  },
  expired: {
    status: 422,
    title: '码已过期',
    says: (a: { lives: number }) => `这个码超过 ${a.lives} 秒，不再有效。请让对方出示当前的码，不要用截图或照片。`,
  },
  'key-not-known': {
    status: 422,
    title: '不是当日的密钥',
    says: () => '这个码不是用当日的密钥签发的，或者本设备还没有取到当日密钥。请联网更新密钥后再扫一次。',
  },
  'signature-not-valid': {
    status: 422,
    title: '码的签名不成立',
    says: () => '这个码被改动过，或者不是本市签发的，不能采信。请让对方打开“苏服码”页面重新出示。',
  },
  'used-already': {
    status: 409,
    title: '码已在本设备用过',
    says: (a: { at: string }) =>
      `这个码在本设备已经扫过一次（${onTheWall(a.at)}），每个码在一台设备上只能用一次。请让对方等码更新后再扫。`,
  },
  'holder-gone': {
    status: 403,
    title: '持码人不能再使用',
    says: () => '签发之后，持码人的账号已停用，或者代办授权已终止。请让对方核对自己的账号和授权。',
  },
  'holder-not-checked': {
    status: 403,
    title: '持码人没有实名核验',
    says: (a: { purpose: string }) => `“${a.purpose}”只向实名核验过的人办理。请让对方先到身份窗口核验证件。`,
  },
  'needs-network': {
    status: 422,
    title: '这种用途要当场征得同意',
    says: (a: { purpose: string }) => `“${a.purpose}”要持码人当场同意，离线时不能办理，补传也不算数。请联网后再扫。`,
  },
  'too-late': {
    status: 422,
    title: '离线记录超过期限',
    says: (a: { days: number }) =>
      `离线扫码记录要在 ${a.days} 天内补传，过后连平台也打不开码里的内容。这一条不再入册。`,
  },
  'not-a-scanner': {
    status: 401,
    title: '设备没有登记',
    says: () => '这台设备没有登记，或者登记已经注销。请由本单位的扫码管理员登录后重新登记。',
  },
  'no-such-scanner': {
    status: 404,
    title: '没有这台设备',
    says: () => '本单位没有这台在用的扫码设备，可能已经注销。请刷新列表后核对。',
  },
  'name-taken': {
    status: 409,
    title: '设备名称已被使用',
    says: (a: { name: string }) => `本单位已有名为“${a.name}”的在用设备。请换一个名称，例如加上门口或窗口号。`,
  },
  'no-such-purpose': {
    status: 422,
    title: '没有这种用途',
    says: () => '苏服码没有这种用途。请从列出的用途中选择。',
  },
  'no-such-scan': {
    status: 404,
    title: '没有这次扫码',
    says: () => '找不到这次扫码：不是这台设备扫的，或者不是出示给您看的。请刷新后核对。',
  },
  'ask-over': {
    status: 409,
    title: '这次询问已结束',
    says: () => '这次询问已经答复过，或者超过时间没有答复而作废，什么也没有给出。需要办理的，请重新出示苏服码。',
  },
  'no-such-holder': {
    status: 422,
    title: '没有这个持证人',
    says: () => '找不到这个账号的在用用户。请核对账号；给组织加载卡证，请填统一社会信用代码。',
  },
  'no-such-card': {
    status: 404,
    title: '没有这张卡证',
    says: () => '本单位没有签发过这张在用的卡证，可能已经注销。请刷新列表后核对。',
  },
  'card-held-already': {
    status: 409,
    title: '已有同一种卡证',
    says: (a: { title: string }) => `持证人已有本单位签发的在用${a.title}。请先注销原来的，再加载新的。`,
  },
})
