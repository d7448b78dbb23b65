import * as z from 'zod'
import { fieldOf, run, type Options } from './note.ts'

/** An address for letters on the Internet. @source RFC 5321 4.1.2, 4.5.3.1 */
export const email = (label = '电子邮箱', o: Options = {}) =>
  fieldOf(run(254).regex(z.regexes.email, '应为电子邮箱，如 name@example.org').meta({ format: 'email' }), {
    label,
    widget: 'email',
    column: 'text',
    maxLength: 254,
    example: 'name@example.org',
    ...o,
  })

/** Whether a text is the address of a page: of the web, with no name and password in it and nothing that is not seen. */
function isWeb(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}\p{Cf}\\]+$/iu.test(text) || !text.isWellFormed() || !URL.canParse(text)) return false
  const { username, password, hostname } = new URL(text)
  return username === '' && password === '' && hostname !== ''
}

/** The address of a page of the web, http or https. @source RFC 3986, WHATWG URL */
export const url = (label = '网址', o: Options = {}) =>
  fieldOf(run(2000).refine(isWeb, '应为以 http:// 或 https:// 开头的网址，不带用户名和密码').meta({ format: 'uri' }), {
    label,
    widget: 'url',
    column: 'text',
    maxLength: 2000,
    example: 'https://example.org/',
    ...o,
  })
