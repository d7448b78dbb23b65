import {
  parseNote,
  parsePolicy,
  signatureType,
  splitCosignature,
  verifiedOf,
  type Policy,
  type Quorum,
} from '../../engines/ledger/index.ts'
import { browserCrypto, browserHashes, toHex } from './crypto.ts'
import { el } from './draw.ts'
import { toTheSecond } from '../src/look/dates.ts'

/** The policy that a receipt is checked by, and where it came from. */
export interface Trust {
  policy: Policy
  from: string
}

/** Reads a policy's text. @throws ledger/wrong-policy, ledger/wrong-key */
export const trustIn = (text: string, from: string): Trust => ({ policy: parsePolicy(browserCrypto, text), from })

type Key = Policy['logs'][number] & { name: string }

const keysOf = ({ logs, witnesses }: Policy): { logs: Key[]; witnesses: Key[] } => ({
  logs: logs.map((log) => ({ ...log, name: log.verifier.name })),
  witnesses,
})

/** A key's text is `<name>+<id>+<base64>`, and base64 has plus signs of its own. */
const algorithmOf = (vkey: string) =>
  atob(vkey.split('+').slice(2).join('+')).charCodeAt(0) === signatureType.other ? 'SM2（国密）' : 'Ed25519'

/** The SHA-256 of a key's text, in groups of four. */
const fingerprint = (vkey: string) =>
  (toHex(browserHashes['sha-256'].digest(new TextEncoder().encode(vkey))).match(/.{4}/g) ?? []).join(' ')

/** Who is trusted: names and fingerprints, to be compared with what the agencies publish. */
export function drawTrust({ policy, from }: Trust): HTMLElement {
  const { logs, witnesses } = keysOf(policy)
  const line = (role: string, { name, vkey }: Key) =>
    el(
      'li',
      {},
      el('span', { class: 'who' }, el('b', {}, name), ` ${role} · ${algorithmOf(vkey)}`),
      el('code', { class: 'print' }, fingerprint(vkey)),
    )
  return el(
    'div',
    {},
    el('p', {}, `信任策略：${from}。`, quorumWords(policy)),
    el(
      'ul',
      { class: 'keys' },
      ...logs.map((key) => line('账本', key)),
      ...witnesses.map((key) => line('见证节点', key)),
    ),
    el('p', { class: 'cap' }, '每行是一把公钥文本的 SHA-256 指纹。请与各部门自己公布的指纹核对，一处不同就不要采信。'),
  )
}

function quorumWords({ quorum, witnesses }: Policy): string {
  if (quorum.least === 0) return '不要求见证：只看账本自己的签名。'
  return `账本签名之外，${groupWords(quorum)}签名才算数（共列 ${witnesses.length} 个见证节点）。`
}
const groupWords = ({ least, of }: Quorum): string =>
  `${of.map((one) => (typeof one === 'string' ? one : `（${groupWords(one)}）`)).join('、')} 中至少 ${least} 个`

/** Which keys of the policy signed a note, and when. */
export async function drawSigners(note: string, { policy }: Trust): Promise<HTMLElement> {
  const { logs, witnesses } = keysOf(policy)
  const rows: HTMLElement[] = []
  for (const [role, keys] of [
    ['账本', logs],
    ['见证节点', witnesses],
  ] as const)
    for (const key of keys) {
      const { state, at } = await signedBy(note, key)
      rows.push(
        el(
          'tr',
          {},
          el('td', {}, el('b', {}, key.name), el('span', { class: 'cap' }, ` ${role} · ${algorithmOf(key.vkey)}`)),
          el('td', { class: state }, { yes: '✓ 已签', no: '未签', wrong: '✗ 签名不成立' }[state]),
          el('td', { class: 'num' }, at === undefined ? '' : toTheSecond(at * 1000)),
        ),
      )
    }
  return el(
    'table',
    {},
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, '签名者'),
        el('th', { scope: 'col' }, '签名'),
        el('th', { scope: 'col', class: 'num' }, '节点自己的时钟'),
      ),
    ),
    el('tbody', {}, ...rows),
  )
}

async function signedBy(note: string, { verifier }: Key): Promise<{ state: 'yes' | 'no' | 'wrong'; at?: number }> {
  try {
    const [signature] = await verifiedOf(parseNote(note), [verifier])
    if (!signature) return { state: 'no' }
    const stamped = splitCosignature(signature.bytes)
    return { state: 'yes', ...(stamped && { at: stamped.time }) }
  } catch {
    return { state: 'wrong' }
  }
}
