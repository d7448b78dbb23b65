import { encodeQR } from 'qr'
import { useMemo } from 'react'

/** An address as a code that a telephone reads. */
export function Picture({ text, alt }: { text: string; alt: string }) {
  const picture = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(encodeQR(text, 'svg', { ecc: 'medium', border: 4 }))}`,
    [text],
  )
  return <img className="qr" src={picture} alt={alt} data-text={text} />
}
