const strokes = {
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  find: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.7 10.7L14 14',
  left: 'M10 3L5 8l5 5',
  right: 'M6 4l4 4-4 4',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  file: 'M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13',
  plan: 'M3.5 1.5h9v13h-9zM6 5h4M6 8h4M6 11h2.5',
  desk: 'M1.5 9.5l2-6h9l2 6v4.5h-13zM1.5 9.5h4l1 2h3l1-2h4',
  parts: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  list: 'M2 4h12M2 8h12M2 12h12',
  board: 'M2 2v12h12M5 5h8M5 8h5M5 11h3',
  code: 'M2 2h4.5v4.5H2zM9.5 2H14v4.5H9.5zM2 9.5h4.5V14H2zM9.5 9.5h2v2M14 9.5V14h-4.5',
  person: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.5q.5-5 5.5-5t5.5 5',
} as const

export type IconName = keyof typeof strokes

/** A small line drawing that stands beside its word, never for it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  )
}

/** The product's mark: a salt crystal with two tide lines. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d="M12 1.2l9.4 5.4v10.8L12 22.8l-9.4-5.4V6.6z" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 11q2-2.4 4 0t4 0 4 0M6 15q2-2.4 4 0t4 0 4 0" fill="none" stroke="var(--teal)" strokeWidth="1.4" />
    </svg>
  )
}
