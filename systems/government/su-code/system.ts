import { bespokePage, defineSystem } from '#platform'
import { suCode } from './codes.ts'
import { cardIssuer, codeHolder, scannerKeeper } from './roles.ts'

/** One dynamic code for licences, entry, transit, medical care and libraries; each counter learns what its purpose may. */
export default defineSystem('su-code', {
  title: '苏服码',
  owner: 'city-data-bureau',
  parts: [suCode, codeHolder, scannerKeeper, cardIssuer],
  pages: [bespokePage('code', '苏服码', 'code')],
})
