import { bespokePage, defineSystem } from '#platform'
import { suCode } from './codes.ts'
import { cardIssuer, codeHolder, scannerKeeper } from './roles.ts'

const inPost = ['officer', 'leader'] as const
const ownMatters = ['citizen', 'enterprise'] as const

/** One dynamic code for licences, entry, transit, medical care and libraries; each counter learns what its purpose may. */
export default defineSystem('su-code', {
  title: '苏服码',
  owner: 'city-data-bureau',
  parts: [suCode, codeHolder, scannerKeeper, cardIssuer],
  pages: [
    bespokePage('code', '苏服码', 'code', {
      meets: [
        { for: ['visitor', ...ownMatters, ...inPost], in: ['thumb'], rank: 40, icon: 'code' },
        { for: inPost, in: ['own'], rank: 40 },
        { for: inPost, in: ['own'], rank: 41, title: '在本机扫码', path: 'scan', needs: [suCode, 'scan'] },
        { for: ownMatters, in: ['own'], rank: 40, title: '用码记录', path: 'code/record' },
        {
          ...{ for: ['visitor', ...ownMatters], in: ['home'], rank: 10 },
          ...{ title: '出示苏服码', says: '看病、借书、乘车、进门，都用这一个码' },
        },
      ],
    }),
  ],
})
