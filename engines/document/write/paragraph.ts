import { AlignmentType, LineRuleType, Paragraph, type IParagraphOptions } from 'docx'
import { line } from './measure.ts'

/** Space above and below in lines of the page; the height in twips where it is not such a line. */
type Spacing = { above?: number; below?: number; height?: number }

/**
 * A paragraph on the lines of the page. A page is filled to its last line, so a lone line may stand at its end.
 * @source GB/T 9704-2012 5.2.3
 */
export const paragraph = ({
  above = 0,
  below = 0,
  height = line,
  ...o
}: Spacing & Omit<IParagraphOptions, 'spacing'>) =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    widowControl: false,
    ...o,
    spacing: {
      before: Math.round(above * line),
      after: Math.round(below * line),
      line: height,
      lineRule: LineRuleType.EXACT,
    },
  })
