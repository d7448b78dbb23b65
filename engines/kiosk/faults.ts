import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('kiosk', {
  'no-such': {
    status: 404,
    title: '没有这台自助机',
    says: () => '没有这台自助机，或者它不归您管。请从清单里打开。',
  },
  'not-a-machine': {
    status: 401,
    title: '这台设备没有安装',
    says: () => '这台设备还没有安装成自助机，或者已经停用。请由管理单位生成安装码，在这台设备上输入。',
  },
  'wrong-code': {
    status: 401,
    title: '安装码不对',
    says: () => '安装码不对，或者已经用过、过了十五分钟。请核对八位数字，或者重新生成一个。',
  },
  'no-such-ask': {
    status: 404,
    title: '这个二维码过期了',
    says: () => '这个二维码已经过期，或者用过了。请看自助机上现在的二维码，再扫一次。',
  },
  'wrong-number': {
    status: 409,
    title: '数字不一样',
    says: () => '您选的数字和自助机上显示的不一样，没有登录。请只扫您面前这台机器上的码，再扫一次。',
  },
  'no-such-bringing': {
    status: 404,
    title: '这个二维码过期了',
    says: () => '这个传材料的二维码过期了，或者不是您自己在机器上打开的。请在机器上重新点“用手机传”。',
  },
  'not-here': {
    status: 403,
    title: '不在这台机器上',
    says: () => '要在自助机上登录以后才能打印。请先在这台机器上用手机扫码登录。',
  },
  'no-such-print': {
    status: 404,
    title: '没有这次打印',
    says: () => '没有这次打印，或者已经过了五分钟。请重新点打印。',
  },
  'printed-enough': {
    status: 429,
    title: '今天打印够了',
    says: (a: { most: number }) => `同一份文书一天最多打印 ${a.most} 次。要多份的，请下载后自己打印，效力一样。`,
  },
})
