import type { Result } from './scanning.ts'

/** What came of a scan, large enough to be read across a counter. */
export function ScanResult({ result, clear }: { result: Result; clear: () => void }) {
  return (
    <section className="result" data-tone={result.tone} aria-live="assertive" aria-labelledby="result">
      <h2 id="result">{result.head}</h2>
      {result.says ? <p>{result.says}</p> : null}
      {result.facts ? (
        <dl>
          {result.facts.map(({ title, says }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <button type="button" className="bt" onClick={clear}>
        {result.tone === 'wait' ? '不等了' : '下一位'}
      </button>
    </section>
  )
}
