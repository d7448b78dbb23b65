import { engines } from '../engines/index.ts'

const routes = engines.flatMap((engine) => engine.routes)
/** The resource that a route answers for parts: what stands before the place of a part's name. */
const resourceOf = (at: string) => /^\w+ \/api\/([a-z-]+)\/\{(?:name|kind)\}/.exec(at)?.[1]

/** The kind of part behind each resource, as the rights of its routes say. */
const kinds = new Map(
  routes.flatMap(({ at, right }) => {
    const resource = resourceOf(at)
    const [kind, action] = right.says.split(' ')
    return resource && action ? [[resource, kind] as const] : []
  }),
)

/** Method and path under which a part answers, read off the routes of the engines. */
export const urlsOf = (part: { kind: string; name: string }): string[] =>
  routes
    .filter(({ at }) => kinds.get(resourceOf(at) ?? '') === part.kind)
    .map(({ at }) => at.replace(/\{(?:name|kind)\}/, part.name).replaceAll(/\{(\w+)\}/g, ':$1'))
