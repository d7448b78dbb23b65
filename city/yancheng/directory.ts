export const chapters: { id: string; title: string; items: string }[] = []
export const directory: {
  id: string
  number: number
  chapter: string
  title: string
  items: number[]
  proves: string
}[] = []
