import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const route = /\.(get|post|put|patch|delete)(?:<[^()]*>)?\(\s*['"`](\/api\/([^/'"`]+)\/:(?:name|kind)\b[^'"`]*)['"`]/g

interface Route {
  method: string
  url: string
  /** The path's first word: `registers` of /api/registers/:name. */
  resource: string
}

/** The routes, in an engine's sources, that name a part of it. */
const routesOf = (engine: string): Route[] =>
  globSync(`${engine}/**/*.ts`, { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(route)].map(
        ([, method = '', url = '', resource = '']) => ({
          method: method.toUpperCase(),
          url,
          resource,
        }),
      ),
    )

/** The kinds of part that an engine's face declares. */
const kindsOf = (engine: string): string[] =>
  [...readFileSync(path.join(root, engine, 'index.ts'), 'utf8').matchAll(/readonly kind: '([^']+)'/g)].map(
    ([, kind]) => kind as string,
  )

/**
 * Method and path under which a part answers, read off the routes of the engine that declares its kind.
 * @param actable the kinds that can be acted on; of an engine that has several, each has its own resource
 */
export function urlsOf(part: { kind: string; name: string }, actable: ReadonlySet<string>): string[] {
  const engine = globSync('engines/*', { cwd: root }).find((one) => kindsOf(one).includes(part.kind))
  if (!engine || !actable.has(part.kind)) return []
  const routes = routesOf(engine)
  const own = routes.filter(({ resource }) => resource === `${part.kind}s`)
  const taken = kindsOf(engine).filter((kind) => actable.has(kind))
  const left = own.length > 0 ? own : routes.filter(({ resource }) => !taken.includes(resource.replace(/s$/, '')))
  return left.map(({ method, url }) => `${method} ${url.replace(/:(?:name|kind)\b/, part.name)}`)
}
