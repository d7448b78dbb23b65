import { dayOf } from '#kernel/clock'
import type { House } from '#kernel/engine'
import { digest } from '#engines/crypto'
import { checkOfd } from './ofd.ts'
import { checkPdf } from './pdf.ts'
import { Steps, type Checked, type StepName } from './steps.ts'

const ofdSteps: readonly StepName[] = [
  ...(['form', 'signer', 'maker', 'listed', 'term', 'trust', 'stopped', 'digest', 'parts', 'stands'] as const),
]
const pdfSteps: readonly StepName[] = ['form', 'signer', 'parts', 'trust', 'stopped', 'stands']

const verdicts = {
  good: '这份文件是真的，内容没有改动，现在有效。',
  wrong: '这份文件不能采信，原因见下面没有通过的一项。',
  doubt: '签章本身没有问题，但是有的事项这里不能确认，见下面“不能确定”的一项。',
}

/** How a paper stands that this city sealed. */
export const standings = { 'in-force': '有效', replaced: '已经换发', ended: '已经失效' } as const
export type PaperStanding = keyof typeof standings

/** Checks a file that carries a seal: whose it is, whether anything was changed, whether it still holds. */
export async function check(house: House, content: Buffer): Promise<Checked> {
  const form =
    content.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
      ? 'ofd'
      : content.subarray(0, 5).toString('latin1') === '%PDF-'
        ? 'pdf'
        : 'unknown'
  const steps = new Steps(form === 'pdf' ? pdfSteps : ofdSteps)
  let seal: Checked['seal'] = null
  if (form === 'unknown')
    steps.note('form', 'wrong', '这不是 OFD 或 PDF 文件。请选择盖章时得到的原文件，不要用截图或照片。')
  else seal = await (form === 'ofd' ? checkOfd : checkPdf)(house, content, steps)
  const good = steps.all().every(({ step, outcome }) => step === 'stands' || outcome === 'good' || outcome === 'doubt')
  if (good) await noteStanding(house, content, steps)
  const all = steps.all()
  const verdict = all.some(({ outcome }) => outcome === 'wrong' || outcome === 'unreached')
    ? 'wrong'
    : all.some(({ outcome }) => outcome === 'doubt')
      ? 'doubt'
      : 'good'
  return { form, verdict, says: verdicts[verdict], seal, steps: all }
}

/** Whether the paper itself is still in force, as its issuer has it. */
async function noteStanding(house: House, content: Buffer, steps: Steps) {
  const [found] = await house.database.read<{ edition: number; last: number; endedAt: Date | null }>(
    { all: 'on' },
    `select p.edition, p.ended_at as "endedAt", (select max(l.edition) from seal.paper l where l.part = p.part and l.record = p.record) as last
     from seal.paper p where p.digest = $1 or p.pdf_digest = $1 limit 1`,
    [digest('sha-256', content).toString('hex')],
  )
  if (!found) return steps.note('stands', 'doubt', '这份文件不是本平台签发的文书，不知道它现在是否有效。')
  const stands = standingOf(found)
  const said = {
    'in-force': '这是现在有效的一版。',
    replaced: `这是第 ${found.edition} 版，已经换发到第 ${found.last} 版，请以新的为准。`,
    ended: `这份文书已经失效（${found.endedAt ? dayOf(found.endedAt) : ''}）。`,
  }
  steps.holds('stands', stands === 'in-force', said[stands], said[stands])
}

/** How a paper stands among those of its row. */
export const standingOf = (of: { edition: number; last: number; endedAt: Date | null }): PaperStanding =>
  of.edition < of.last ? 'replaced' : of.endedAt ? 'ended' : 'in-force'
