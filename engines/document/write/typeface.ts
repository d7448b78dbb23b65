import { TextRun, type IRunOptions } from 'docx'
import { size } from './measure.ts'

/**
 * The typefaces by the names that offices have them under, each with what stands in for it where it is missing.
 * None is embedded: they are licensed for a machine, not for a file.
 * @source GB/T 9704-2012 5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.5
 */
const faces = {
  fangsong: ['仿宋_GB2312', '仿宋', 'FangSong', 'STFangsong', 'Noto Serif CJK SC'],
  title: ['方正小标宋简体', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', 'Noto Serif CJK SC'],
  hei: ['黑体', 'SimHei', 'STHeiti', 'Noto Sans CJK SC'],
  kai: ['楷体_GB2312', '楷体', 'KaiTi', 'STKaiti', 'Noto Serif CJK SC'],
  song: ['宋体', 'SimSun', 'STSong', 'Noto Serif CJK SC'],
} as const

export type Typeface = keyof typeof faces

/** A typeface for every script, so that digits and Latin letters keep to it too. */
export const fontOf = (face: Typeface) => {
  const [name] = faces[face]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

/** Words in a typeface; size in half-points, 3号 unless said. */
export const words = (
  content: string | NonNullable<IRunOptions['children']>,
  { face = 'fangsong', ...o }: { face?: Typeface } & Pick<IRunOptions, 'size' | 'color' | 'break'> = {},
): TextRun =>
  new TextRun({
    ...(typeof content === 'string' ? { text: content } : { children: content }),
    font: fontOf(face),
    size: size.three,
    ...o,
  })

/**
 * The part of the package that names the fonts and what stands in for each.
 * @source ISO/IEC 29500-1 17.8.3.1 (altName), 17.8.3.10 (font)
 */
export const fontTable =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  Object.values(faces)
    .map(
      ([name, ...others]) =>
        `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/>` +
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>',
    )
    .join('') +
  '</w:fonts>'
