/** What was typed into a form: a field's words without the blanks around, and every chosen value of a set of boxes. */
export function typedIn(form: HTMLFormElement): { word: (name: string) => string; all: (name: string) => string[] } {
  const data = new FormData(form)
  return {
    word: (name) => String(data.get(name) ?? '').trim(),
    all: (name) => data.getAll(name).map(String),
  }
}

/** A number as it is checked and sent, however it was typed or pasted. */
export const bareNumber = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
