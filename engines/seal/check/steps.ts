import * as z from 'zod'
import { choice } from '#kernel/field'

/** What is looked at, in the order of the standard. @source GB/T 38540-2020 8; GB/T 33190-2016 18 */
export const stepTitles = {
  form: '文件格式',
  signer: '签章人的签名',
  maker: '印章是制章人做的',
  listed: '签章人可以用这枚印章',
  term: '盖章时印章在有效期内',
  trust: '证书由本市签发',
  stopped: '盖章时印章没有停用',
  digest: '签章说明没有改动',
  parts: '文件内容没有改动',
  stands: '文书现在有效',
} as const
export type StepName = keyof typeof stepTitles

export const outcomes = { good: '通过', wrong: '不通过', doubt: '不能确定', unreached: '没有查到这一步' } as const
export type Outcome = keyof typeof outcomes

/** One thing that was looked at, and what came of it. */
export interface Step {
  step: StepName
  title: string
  outcome: Outcome
  says: string
}

/** What a check of a file says. */
export const checkFace = z.object({
  form: choice('文件', { ofd: 'OFD', pdf: 'PDF', unknown: '不是 OFD 或 PDF' }),
  verdict: choice('结论', { good: '真实有效', wrong: '不能采信', doubt: '不能确定' }),
  says: z.string(),
  seal: z.object({ name: z.string(), number: z.string(), at: z.date() }).nullable(),
  steps: z.array(
    z.object({
      step: choice('核对', stepTitles),
      title: z.string(),
      outcome: choice('结果', outcomes),
      says: z.string(),
    }),
  ),
})
export type Checked = z.infer<typeof checkFace>

/** What was found, as the steps of one check in order; what was not reached says so. */
export class Steps {
  readonly #found = new Map<StepName, Step>()
  readonly #of: readonly StepName[]
  constructor(of: readonly StepName[]) {
    this.#of = of
  }

  note(step: StepName, outcome: Outcome, says: string) {
    this.#found.set(step, { step, title: stepTitles[step], outcome, says })
  }

  /** Notes whether something holds. @returns whether it does */
  holds(step: StepName, holds: boolean, good: string, wrong: string): boolean {
    this.note(step, holds ? 'good' : 'wrong', holds ? good : wrong)
    return holds
  }

  all(): Step[] {
    return this.#of.map((step) => {
      const title = stepTitles[step]
      return this.#found.get(step) ?? { step, title, outcome: 'unreached', says: '前面没有通过，查不到这一步。' }
    })
  }
}
