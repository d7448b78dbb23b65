import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('app', {
  'no-such': {
    status: 404,
    title: '没有这个应用',
    says: () => '没有这个标准应用，或者它不归您管。请从清单里打开。',
  },
  'not-open': {
    status: 410,
    title: '这个应用已经下架',
    says: (a: { title: string }) =>
      `“${a.title}”现在不开放，没有打开。请直接打开数字盐城，在“找要办的事”里找，或者到政务服务窗口办。`,
  },
  'bad-ticket': {
    status: 401,
    title: '没有进来',
    says: (a: { host: string }) =>
      `“${a.host}”没有认这张票据：它用过了、过期了，或者不是为这个应用开的。请回到“${a.host}”，再点开一次。`,
  },
  'host-silent': {
    status: 503,
    title: '暂时进不来',
    says: (a: { host: string }) =>
      `现在问不到“${a.host}”您是谁，没有让您进来。请过几分钟再点开；着急的可以直接打开数字盐城登录。`,
  },
  'somebody-here': {
    status: 409,
    title: '这里已经有人登录',
    says: (a: { name: string }) => `这台设备上已经登录着 ${a.name}。要换成从那边进来的人，请点“换人进来”。`,
  },
  'no-package': {
    status: 404,
    title: '还没有安装包',
    says: () => '这个应用还没有试过，没有安装包。请等它试过一次再取。',
  },
})
