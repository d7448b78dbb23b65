import type { Right } from '#kernel/engine'
import type { Actable } from './actable.ts'
import { faults } from './faults.ts'
import { reachOf } from './grants.ts'
import type { Actor } from './index.ts'
import { signedIn } from './session.ts'

/** Somebody who is signed in. */
export type Person = Actor & { person: string }

/** A visitor too, who sees what is public. */
export const anyone: Right<Actor> = { says: 'anyone', admits: (request) => request.actor }

/** The same, and whoever comes with a session that has ended: what the frame of every page asks for. */
export const passerBy: Right<Actor> = { ...anyone, asVisitor: true }

/** Whoever is signed in, for what is theirs. @throws identity/not-signed-in */
export const person: Right<Person> = { says: 'person', admits: signedIn }

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
  says: `${on.kind} ${on.name} ${action}`,
  admits: (request) => {
    const actor = signedIn(request)
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
  says: `${kind} ${action}`,
  admits: (request) => request.actor,
})

/** The same for whoever is signed in. @throws identity/not-signed-in */
export const personOnPart = (kind: string, action: string): Right<Person> => ({
  says: `${kind} ${action}`,
  admits: signedIn,
})
