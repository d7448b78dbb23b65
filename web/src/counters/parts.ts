import type { Words } from '../../../engines/counter/index.ts'
import type { FieldFace, RegisterFace } from '../../../platform/manifest.ts'
import { partNamed, useQuestions } from '../render/questions.ts'

/** The field that a part of a draft's words stands in: of the register, or of what the row that it names asks. */
export function useParts(face: RegisterFace, words: Words): (part: string) => FieldFace {
  const { fields } = useQuestions(face.fields, words)
  const byPart = new Map(Object.entries(fields).map(([name, field]) => [partNamed(name), field]))
  return (part) => byPart.get(part) ?? { label: part, widget: 'text', sensitivity: 'internal', required: false }
}
