import type { Proof, Right } from '#kernel/engine'
import type { Actable } from './actable.ts'
import { sessionCookie } from './cookies.ts'
import { faults } from './faults.ts'
import { reachOf } from './grants.ts'
import type { Actor } from './index.ts'
import { signedIn, signedInAnywhere } from './session.ts'

/** Somebody who is signed in. */
export type Person = Actor & { person: string }

/** The session of whoever signed in. */
export const session: Proof = {
  name: 'session',
  scheme: (house) => ({
    ...{ type: 'apiKey', in: 'cookie', name: sessionCookie(house) },
    description: '登录（POST /api/session）答复的会话 Cookie，十二小时内有效。',
  }),
}
const ended = [faults['session-ended']]
const unknown = [faults['not-signed-in'], ...ended]
const ungranted = [...unknown, faults['not-granted']]

/** A visitor too, who sees what is public. */
export const anyone: Right<Actor> = {
  ...{ says: 'anyone', tells: '不登录也可以用；登录后按岗位和本人的权限答复。', proof: session, open: true },
  refuses: ended,
  admits: (request) => request.actor,
}

/** The same, and whoever comes with a session that has ended: what the frame of every page asks for. */
export const passerBy: Right<Actor> = { ...anyone, asVisitor: true }

/** Whoever is signed in, for what is theirs; not at a machine, not in an app. @throws identity/not-signed-in identity/not-at-machines identity/not-in-apps */
export const person: Right<Person> = {
  ...{ says: 'person', tells: '登录后可以用，只及于本人和本人的权限所及。', proof: session },
  refuses: [...unknown, faults['not-at-machines'], faults['not-in-apps']],
  admits: signedIn,
}

/** The same, at a machine and in an app too. @throws identity/not-signed-in */
export const personAnywhere: Right<Person> = {
  ...{
    says: 'person',
    tells: '登录后可以用，在自助机上、从别的应用进来也可以，只及于本人和本人的权限所及。',
    proof: session,
  },
  refuses: unknown,
  admits: signedInAnywhere,
}

const grantTold = (on: string, does: string) => `岗位要有“${on}”的“${does}”权限，只及于所授的范围。`

/**
 * Whoever is granted an action on a part, as far as their grant reaches.
 * @param title what it is called when it is refused. @param everywhere only where the grant reaches everything
 * @throws identity/not-signed-in identity/not-granted
 */
export const granted = <A extends string>(
  on: Actable<A>,
  action: NoInfer<A>,
  title: string,
  { everywhere = false } = {},
): Right<Person> => ({
  ...{ says: `${on.kind} ${on.name} ${action}`, tells: grantTold(on.title, title), proof: session, refuses: ungranted },
  admits: (request) => {
    const actor = signedInAnywhere(request)
    const reach = reachOf(actor, on, action)
    if (everywhere ? !reach.has('all') : reach.size === 0) throw faults['not-granted']({ action: title, on: on.title })
    return actor
  },
})

/**
 * What the page of rights says of a route whose work asks for the grant itself, because what it is on stands in the
 * address; a visitor is let in as far as everyone is granted it.
 */
export const onPart = (kind: string, action: string): Right<Actor> => ({
  ...{
    says: `${kind} ${action}`,
    tells: grantTold,
    proof: session,
    open: true,
    refuses: [...ended, faults['not-granted']],
  },
  admits: (request) => request.actor,
})

/** The same for whoever is signed in. @throws identity/not-signed-in */
export const personOnPart = (kind: string, action: string): Right<Person> => ({
  ...{ says: `${kind} ${action}`, tells: grantTold, proof: session, refuses: ungranted },
  admits: signedInAnywhere,
})
