/** Twips (twentieths of a point) in so many millimetres. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

/** Half-points, in which Word gives a size, of the sizes that an official document uses. */
export const size = { two: 44, three: 32, four: 28, smallFour: 24, five: 21 } as const

/**
 * The sheet and its type area, in twips: A4, 156 × 225 mm, 37 mm above and 28 mm at the binding.
 * @source GB/T 9704-2012 5.1, 5.2.1
 */
export const sheet = {
  width: mm(210),
  height: mm(297),
  top: mm(37),
  bottom: mm(297 - 37 - 225),
  left: mm(28),
  right: mm(210 - 28 - 156),
}

/** Width of the type area, in twips. */
export const measure = sheet.width - sheet.left - sheet.right

/** Characters to a line. @source GB/T 9704-2012 5.2.3 */
export const perLine = 28

/** Pitch of a character, in twips: a little less than its size, so that so many of them fill a line. */
export const em = Math.floor(measure / perLine)

/** Exact height of a line, in twips; 22 of them fill the type area. @source GB/T 9704-2012 5.2.3 */
export const line = Math.floor((sheet.height - sheet.top - sheet.bottom) / 22)

/** Width of a line of text in Chinese characters; Latin letters and digits take half of one. */
export function ems(text: string): number {
  let width = 0
  for (const one of text) width += one < '\u0100' ? 0.5 : 1
  return width
}
