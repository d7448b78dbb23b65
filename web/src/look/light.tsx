import type { ReactNode } from 'react'
import type { SignalFace } from '../../../platform/manifest.ts'
import './marks.css'

type Shape = SignalFace['shape']

const drawings: Record<Shape, ReactNode> = {
  done: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="M3.4 6.2l1.8 1.8 3.4-3.8" fill="none" stroke="var(--paper)" strokeWidth="1.4" />
    </>
  ),
  ok: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  near: <path d="M6 1L11.6 11H.4z" fill="var(--amber-shape)" />,
  late: (
    <>
      <path d="M.8.8h10.4v10.4H.8z" fill="currentColor" />
      <path d="M6 2.8v4M6 8.4v1" stroke="var(--paper)" strokeWidth="1.5" />
    </>
  ),
  on: (
    <path
      d="M.5 4.2q1.4-2 2.8 0t2.8 0 2.8 0 2.6 0M.5 8.4q1.4-2 2.8 0t2.8 0 2.8 0 2.6 0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
    />
  ),
  wait: <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.2" strokeDasharray="1.6 1.6" />,
  stop: <path d="M3.4 1.5v9M8.6 1.5v9" stroke="currentColor" strokeWidth="2.2" />,
}

/** A light's shape alone, to be placed in a drawing of twelve by twelve; its colour is the text's. */
export function LightShape({ shape }: { shape: Shape }) {
  return drawings[shape]
}

/** One light: shape, colour and word; `bare` leaves the word to the row and keeps it for the ear. */
export function Light({ face, count, bare }: { face: SignalFace; count?: number; bare?: boolean }) {
  return (
    <span className={`lt ${face.shape}${bare ? ' bare' : ''}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <LightShape shape={face.shape} />
      </svg>
      {bare ? <span className="sr">{face.title}</span> : face.title}
      {count === undefined ? null : <span>{bare ? count : ` ${count}`}</span>}
    </span>
  )
}
