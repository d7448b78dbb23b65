import { codesIn } from '../../../../verify/codes-in.ts'

/** The code in a picture: one of the city's own first, else whatever is there. */
export async function fromPicture(file: Blob): Promise<string | undefined> {
  const found = await codesIn(file).catch(() => [])
  return found.find((text) => text.startsWith('SU1.')) ?? found[0]
}
