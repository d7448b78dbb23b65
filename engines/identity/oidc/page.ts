const safe = (text: string) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)

/** The provider's own few pages, which must stand without the web app: words, a form, nothing fetched. */
export function page(title: string, says: string, form = '', buttons = ''): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · 数字盐城</title>
<style>
:root { color-scheme: light dark; font: 17px/1.7 "Noto Sans SC Variable", "Noto Sans CJK SC", system-ui, sans-serif; }
body { max-width: 30rem; margin: 12vh auto 0; padding: 0 1.25rem; }
h1 { font-size: 1.4rem; line-height: 1.4; }
input[type=text] { font: inherit; font-size: 1.6rem; letter-spacing: .12em; width: 100%; box-sizing: border-box; padding: .4rem .6rem; }
button { font: inherit; padding: .5rem 1.2rem; margin: 1rem .6rem 0 0; min-height: 44px; }
</style></head>
<body><main><h1>${safe(title)}</h1><p>${safe(says)}</p>${form}${buttons}</main></body></html>`
}

/** A button that sends the form with an id. */
export const button = (form: string, words: string, name?: string) =>
  `<button type="submit" form="${form}"${name ? ` name="${name}" value="yes"` : ''}>${safe(words)}</button>`

/** The provider's refusals as a person reads them; the code stays for whoever looks after the client. */
export const saysOf = (error: string): string =>
  ({
    invalid_redirect_uri:
      '这个应用要带您去的地址没有登记过，为了安全没有继续。请回到应用重新登录；仍然如此，请告诉应用的管理员。',
    invalid_client: '这个应用没有登记，或者已经停用。请告诉应用的管理员。',
    invalid_request: '应用发来的登录请求不合要求，没有继续。请回到应用重新登录。',
    session_not_found: '这次登录已经过期，或者不是在这个浏览器里开始的。请回到应用重新登录。',
    access_denied: '您没有同意，应用没有得到任何信息。',
  })[error] ?? '没有完成登录。请回到应用重试。'
