import { chineseNumber, numbered } from './recognise/numbering.ts'

/** One article of a rule. */
export interface ArticleRead {
  /** Its address within the rule: 12, or 12-1 for 第十二条之一. */
  number: string
  /** What it is called: 第十二条; of a text in numbered parts, 第三部分. */
  label: string
  /** The chapter that it stands in; empty where there is none. */
  chapter: string
  words: string
}

const article = /^第([〇零一二三四五六七八九十百]{1,7}|\d{1,3})条(?:之([一二三四五六七八九十]{1,3}))?[\s\u3000、：:.]*/
const chapter = /^第[〇零一二三四五六七八九十百]{1,7}[编章节][\s\u3000、：:.]*/
const worth = (digits: string) => (/^\d/.test(digits) ? Number(digits) : chineseNumber(digits))

type Begun = Pick<ArticleRead, 'number' | 'label'> & { from: number }

/** How a line begins an article: 第十二条, 第十二条之一. */
function asArticle(line: string): Begun | undefined {
  const [head = '', digits = '', branch] = article.exec(line) ?? []
  const [number, nth] = [worth(digits), branch && worth(branch)]
  if (number === undefined || (branch && nth === undefined)) return undefined
  return {
    number: nth ? `${number}-${nth}` : `${number}`,
    label: head.replace(/[\s\u3000、：:.]+$/, ''),
    from: head.length,
  }
}

/** How a line begins a part of a text that has no articles: 三、. */
function asPart(line: string): Begun | undefined {
  const found = numbered(line, '一、')
  return found && { number: `${found.number}`, label: `第${/^[^、.]+/.exec(line)?.[0]}部分`, from: found.from }
}

/**
 * The articles of a rule as it was typed or pasted, in their order; of a text that has none, a plan or a set of indicators,
 * its parts (一、二、). What stands before the first is its title and no article.
 * @source 《规章制定程序条例》第八条：规章分章、节、条、款、项、目
 */
export function articlesIn(text: string): ArticleRead[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const begins = lines.some(asArticle) ? asArticle : asPart
  const read: ArticleRead[] = []
  let under = ''
  for (const line of lines) {
    const begun = begins(line)
    if (begun) read.push({ number: begun.number, label: begun.label, chapter: under, words: line.slice(begun.from) })
    else if (begins === asArticle && chapter.test(line)) under = line
    else if (line && read.length > 0) {
      const last = read.at(-1) as ArticleRead
      last.words = last.words ? `${last.words}\n${line}` : line
    }
  }
  return read
}
