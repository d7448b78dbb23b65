import './marks.css'

/** How far the evidence of one act is: not in the log yet, signed by it, or signed by enough witnesses too. */
export type SealState = 'waiting' | 'signed' | 'final' | 'altered'

/** What each state is called. */
export const sealWords: Record<SealState, string> = {
  ...{ waiting: '等待', signed: '已签', final: '已定' },
  altered: '与存证不符',
}

/** The seal of evidence, a salt crystal: dashed while it waits, whole when signed, with a tick when it is final. */
export function Seal({ state, says }: { state: SealState; says?: string }) {
  return (
    <span className={`sl ${state}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M8 .9l6.2 3.55v7.1L8 15.1 1.8 11.55v-7.1z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          {...(state === 'waiting' && { strokeDasharray: '2 2' })}
        />
        {state === 'final' ? (
          <path d="M5 8.2l2.2 2.1L11.2 6" fill="none" stroke="currentColor" strokeWidth="1.3" />
        ) : null}
        {state === 'altered' ? <path d="M8 4.4v4.4M8 10.6v1" stroke="currentColor" strokeWidth="1.4" /> : null}
      </svg>
      {says ?? sealWords[state]}
    </span>
  )
}
