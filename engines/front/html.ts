/** A piece of a page: what was put into it is text, unless it is a piece itself. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Put = Html | string | number | undefined | false | readonly Put[]

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function written(put: Put): string {
  if (put instanceof Html) return put.text
  if (put === undefined || put === false) return ''
  if (typeof put === 'object') return put.map(written).join('')
  return `${put}`.replaceAll(/[&<>"]/g, (char) => escapes[char] as string)
}

/** Writes a piece of a page. */
export const html = (parts: TemplateStringsArray, ...put: Put[]): Html =>
  new Html(parts.map((part, i) => part + (i < put.length ? written(put[i]) : '')).join(''))
