import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House, Proof, Right } from '#kernel/engine'
import { isSecure, personAnywhere, session, type Person } from '#engines/identity/run'
import { faults } from './faults.ts'
import { machineOf, type Machine } from './machine.ts'

const cookieOf = (house: House) => (isSecure(house) ? '__Host-kiosk' : 'kiosk')
const aYear = 365 * 24 * 3600

/** Has a device keep the token that it proves itself by as a machine. */
export const keepMachine = (house: House, reply: FastifyReply, token: string) =>
  reply.setCookie(cookieOf(house), token, {
    ...{ path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(house), maxAge: aYear },
  })

/** The token that a device was given when it was installed. */
const machineToken: Proof = {
  name: 'machine-token',
  scheme: (house) => ({
    ...{ type: 'apiKey', in: 'cookie', name: cookieOf(house) },
    description: '安装自助机时留在设备上的令牌。',
  }),
}

const provenBy = (request: FastifyRequest, house: House) => machineOf(house.database, request.cookies[cookieOf(house)])

/** A device that is installed as a machine. @throws kiosk/not-a-machine */
export const machine: Right<Machine> = {
  ...{ says: 'machine', tells: '由安装过的自助机凭自己的令牌使用。', proof: machineToken },
  refuses: [faults['not-a-machine']],
  admits: provenBy,
}

/** Somebody who is signed in at the machine that asks. */
export interface Lent {
  machine: Machine
  person: Person
}

/** Whoever is signed in at a machine, from that machine. @throws identity/not-signed-in kiosk/not-a-machine kiosk/not-here */
export const atMachine: Right<Lent> = {
  ...{ says: 'machine', tells: '在自助机上登录的本人，在这台机器上使用。', proof: session },
  refuses: [...(personAnywhere.refuses ?? []), faults['not-a-machine'], faults['not-here']],
  admits: async (request, house) => {
    const person = await personAnywhere.admits(request, house)
    const here = await provenBy(request, house)
    if (person.machine !== here.id) throw faults['not-here']()
    return { machine: here, person }
  },
}
