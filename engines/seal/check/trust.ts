import { dayOf } from '#kernel/clock'
import type { House } from '#kernel/engine'
import { cryptoFaults, followChain, trustedIn, type CertifyingName } from '#engines/crypto/run'
import type { Steps } from './steps.ts'

interface Known {
  revokedAt: Date | null
  restedAt: Date | null
}

/** Whether a certificate is the city's own, and what has become of its seal. Notes what it finds. */
export async function trusted(
  house: House,
  steps: Steps,
  of: { certificate: Buffer; serial: string; algorithm: CertifyingName; at: Date },
) {
  const { roots, between } = await trustedIn(house.database, of.algorithm)
  try {
    followChain(of.certificate, { roots, between, at: of.at, revoked: () => false })
    steps.note('trust', 'good', '签章人的证书由本市的签发机构签发，盖章时在有效期内。')
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === cryptoFaults['certificate-not-in-force']({ subject: '' }).code)
      steps.note('trust', 'wrong', '盖章的时间不在签章人证书的有效期内。')
    else if (code === cryptoFaults['certificate-not-trusted']({ subject: '' }).code)
      steps.note('trust', 'doubt', '签章人的证书不是本市签发的，这里不能确认它是谁。')
    else throw error
  }
  const [seal] = await house.database.read<Known>(
    { all: 'on' },
    `select revoked_at as "revokedAt", rested_at as "restedAt" from seal.seal where ${of.algorithm === 'sm2-sm3' ? 'serial' : 'twin_serial'} = $1`,
    [of.serial],
  )
  if (!seal) return steps.note('stopped', 'doubt', '这枚印章不在本市的印章名册里，不知道它是否停用。')
  const { revokedAt } = seal
  if (revokedAt && revokedAt < of.at)
    return steps.note('stopped', 'wrong', `这枚印章在盖章之前（${dayOf(revokedAt)}）已经注销。`)
  steps.note(
    'stopped',
    'good',
    revokedAt ? `盖章时印章在用；它在 ${dayOf(revokedAt)} 注销，之前盖的仍然有效。` : '盖章时印章在用。',
  )
}

/** What a certificate's subject is called by itself. */
export const nameIn = (subject: string): string => subject.split(' / ').at(-1) as string
