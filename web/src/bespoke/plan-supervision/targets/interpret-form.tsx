import { AntdFrame } from '../../../look/antd-frame.tsx'
import { typeset } from '../../../look/typeset.ts'
import { DeclaredForm } from '../../../render/declared-form.tsx'
import { Refusal, send } from '../../../shell/api.ts'
import { useManifest } from '../../../shell/reader.ts'
import type { Entry, Plan } from '../plan-data.ts'
import { renewTargets } from './amend-target.tsx'

const asked = ['quote', 'name', 'comparator', 'value', 'unit', 'kind', 'dueOn', 'rule']

/** Reads one more promise out of a sentence. It must quote the sentence's own words. */
export function InterpretForm({ entry, plan, done }: { entry: Entry; plan: Plan; done: () => void }) {
  const fields = useManifest().registers['plan-target']?.fields ?? {}
  return (
    <>
      <blockquote className="qt">{typeset(entry.text ?? '')}</blockquote>
      <AntdFrame>
        <DeclaredForm
          draft={`interpret:${entry.id}`}
          fields={Object.fromEntries(asked.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))}
          says="原文须照抄上面这一条里的字句；解读的目标标明是人工补充。"
          submit="补上这个目标"
          cancel={done}
          send={async (form, key) => {
            const quote = quoted(String(form['quote'] ?? ''), entry.text ?? '')
            if (quote === null) throw notQuoted()
            const made = { ...form, quote, plan: plan.id, item: entry.id, standing: 'added' }
            await send('POST', '/registers/plan-target', made, { key })
            await renewTargets()
          }}
          done={done}
        />
      </AntdFrame>
    </>
  )
}

/** The words as the document has them: what was copied from the page bears its punctuation. */
function quoted(words: string, text: string): string | null {
  const sought = words.trim()
  const at = text.indexOf(sought)
  if (at >= 0) return sought
  const seen = typeset(text).indexOf(sought)
  return seen >= 0 ? text.slice(seen, seen + sought.length) : null
}

function notQuoted(): Refusal {
  const detail = '这几个字不在这一条的正文里。请从上面的正文照抄，一个字、一个标点都不改。'
  return new Refusal({
    type: 'about:blank',
    title: '原文对不上',
    status: 422,
    detail,
    instance: '',
    code: 'web/not-quoted',
    about: { field: 'quote' },
  })
}
