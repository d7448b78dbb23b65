import { useEffect } from 'react'

/** Reads words aloud where the device has a voice. */
export function ReadOut({ words }: { words: string }) {
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [words])
  if (!('speechSynthesis' in globalThis)) return null
  const read = () => {
    const spoken = new SpeechSynthesisUtterance(words)
    spoken.lang = 'zh-CN'
    speechSynthesis.cancel()
    speechSynthesis.speak(spoken)
  }
  return (
    <button type="button" className="go s aloud" onClick={read}>
      读给我听
    </button>
  )
}
