import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Refusal } from '#kernel/fault'
import type { Host } from '#kernel/http'
import type { Part } from '#kernel/system'
import { houseOf, type House } from './house.ts'
import type { Address, Method, Shows } from './shows.ts'

/** How whoever asks proves who they are. @source OpenAPI 3.1.1 4.8.27 (security scheme) */
export interface Proof {
  readonly name: string
  readonly scheme: (house: House) => Readonly<Record<string, string>>
}

/** Who may ask a route at all. */
export interface Right<By> {
  /** As the page of rights prints it: `anyone`, `person`, or the kind of part and the action that a role must grant. */
  readonly says: string
  /** The same in a Chinese sentence; where the part stands in the address, of that part and of what is done with it. */
  readonly tells: string | ((on: string, does: string) => string)
  readonly proof: Proof
  /** Who proves nothing is let in too, as far as it goes. */
  readonly open?: true
  /** What whoever has no such right is refused by. */
  readonly refuses?: readonly Refusal[]
  /** Who asks, as the route's work gets them. @throws what they are refused by */
  readonly admits: (request: FastifyRequest, house: House) => By | Promise<By>
  /** Whoever comes with a session that has ended is let in as a visitor, not refused. */
  readonly asVisitor?: true
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The right of the route that was asked. */
    right?: Right<unknown>
  }
}

/** What a request carries, each part by its shape. */
export interface Takes {
  params?: z.ZodType
  query?: z.ZodType
  headers?: z.ZodType
  body?: z.ZodType
}

type Out<T> = T extends z.ZodType ? z.output<T> : unknown

/** A request that was let in, its parts as their shapes say. */
export interface Asked<By, T extends Takes> {
  house: House
  /** Who asks. */
  by: By
  params: Out<T['params']>
  query: Out<T['query']>
  headers: Out<T['headers']>
  body: Out<T['body']>
  request: FastifyRequest
  reply: FastifyReply
}

/** A route as it stands for one part that the systems declare: the same handler, in narrower words. */
export interface Standing {
  /** The places of its address that are words here: place → word. */
  at: Readonly<Record<string, string>>
  /** What it does here, in a few words. */
  says: string
  /** What its right is asked for: on what, and what is done with it. */
  right?: readonly [on: string, does: string]
  /** A sentence more for whoever reads of it. */
  notes?: string
  /** What it may refuse by here, beside what it may everywhere. */
  refuses?: readonly Refusal[]
  /** In place of the route's own shapes, part by part. */
  takes?: Takes
  answers?: z.ZodType
}

/** How a route stands for every part of one kind, each with an address of its own. */
export interface Each {
  readonly kind: string
  readonly stands: (part: Part & { system: string }, house: House) => readonly Standing[]
}

/** Has a route stand for every part of a kind. @param stands for one of them: once, more often, or not at all */
export const each = <P extends Part>(
  kind: P['kind'],
  stands: (part: P & { system: string }, house: House) => readonly Standing[],
): Each => ({ kind, stands: stands as Each['stands'] })

interface Declared<By, T extends Takes, A extends z.ZodType> {
  right: Right<By>
  /** What it does, in a few words. */
  says: string
  takes?: T
  /** The shape of what it answers; without it an answer of another kind than JSON, or none. */
  answers?: A
  /** The same where each engine gives its part of the answer: the shape as it is in a house. */
  gathers?: (house: House) => z.ZodType
  /** The media type of an answer that is no JSON. */
  sends?: string
  /** Where its address names a part: how it stands for each of them. */
  each?: Each
  /** What it may refuse by, beside what its right and the shapes of the request are refused by. */
  refuses?: readonly Refusal[]
  /** The status of its answer; 200 without it. 204 answers nothing. */
  status?: 201 | 202 | 204
  /** Requests a minute from one address; without it the house's. */
  perMinute?: number
  /** Multipart, where it takes files. */
  consumes?: 'multipart/form-data'
  /** The page that it is: a list where its answer has `rows`, otherwise what it answers as one record. */
  shows?: Shows
  /** Not told in the description of the interface. */
  hidden?: true
  does: (asked: Asked<By, T>) => Promise<z.input<A> | FastifyReply> | z.input<A> | FastifyReply
}

/** One address of the house: its right, its query, its answer's shape and what it does. */
export interface Route {
  readonly at: Address
  readonly right: Right<unknown>
  readonly says: string
  readonly takes: Takes
  readonly answers: z.ZodType | undefined
  readonly gathers: ((house: House) => z.ZodType) | undefined
  readonly sends: string | undefined
  readonly each: Each | undefined
  readonly refuses: readonly Refusal[]
  readonly status: number
  readonly perMinute: number | undefined
  readonly consumes: string | undefined
  readonly hidden: boolean
  readonly shows: Shows | undefined
  /** Hangs it on a host. */
  readonly hang: (host: Host) => void
}

/** Declares a route. OpenAPI, the page of rights and the tests' readers take their shape from it. */
export function defineRoute<By, const T extends Takes = Takes, A extends z.ZodType = z.ZodType>(
  at: Address,
  d: Declared<By, T, A>,
): Route {
  const { right, answers, sends, says, status = 200, hidden = false, perMinute, consumes, does, refuses = [] } = d
  const takes: Takes = d.takes ?? {}
  const [method, path] = at.split(' ') as [Method, string]
  const url = path.replaceAll('{*}', '*').replaceAll(/\{(\w+)\}/g, ':$1')
  const hang: Route['hang'] = (host) =>
    void host.route({
      method,
      url,
      config: { right, ...(perMinute && { rateLimit: { max: perMinute, timeWindow: 60_000 } }) },
      schema: {
        ...(takes.params && { params: takes.params }),
        ...(takes.query && { querystring: takes.query }),
        ...(takes.headers && { headers: takes.headers }),
        ...(takes.body && { body: takes.body }),
      },
      handler: async (request, reply) => {
        const house = houseOf(host.city)
        const by = await right.admits(request, house)
        const { params, query, headers, body } = request
        const answer = await does({ house, by, params, query, headers, body, request, reply } as never)
        if (reply.sent || answer === reply) return reply
        if (status === 204) return reply.status(204).send()
        if (status !== 200) reply.status(status)
        return answer
      },
    })
  return {
    ...{ at, right, says, takes, answers, sends, each: d.each, refuses, status, perMinute, consumes, hidden },
    ...{ gathers: d.gathers, shows: d.shows, hang },
  }
}
