import { useMemo } from 'react'
import { pictureOf } from '../look/qr.ts'

/** An address as a code that a telephone reads. */
export function Picture({ text, alt }: { text: string; alt: string }) {
  const picture = useMemo(() => pictureOf(text), [text])
  return <img className="qr" src={picture} alt={alt} data-text={text} />
}
