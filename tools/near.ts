/** A name and its title. */
export interface Named {
  name: string
  title: string
}

/** The known names nearest to a word that is none of them, nearest first: what a refusal offers instead. */
export function near(word: string, known: Iterable<Named>, most = 5): string[] {
  const asked = word.slice(0, 80).toLowerCase()
  const names = [...known]
    .map(({ name, title }) => ({ name, far: Math.min(farness(asked, name), farness(asked, title)) }))
    .filter(({ far }) => far <= 0.6)
    .toSorted((a, b) => a.far - b.far)
    .map(({ name }) => name)
  return [...new Set(names)].slice(0, most)
}

/** Changes for each letter that are needed to make one of the other; what holds the other is near by half of what it has more. */
function farness(asked: string, name: string): number {
  const longer = Math.max(asked.length, name.length, 1)
  if (asked.length > 1 && (name.includes(asked) || asked.includes(name)))
    return Math.abs(asked.length - name.length) / longer / 2
  return changes(asked, name) / longer
}

/** Letters to put in, take out or replace. */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j += 1)
      next.push(
        Math.min((row[j] as number) + (letter === to[j] ? 0 : 1), (row[j + 1] as number) + 1, (next[j] as number) + 1),
      )
    row = next
  }
  return row.at(-1) as number
}
