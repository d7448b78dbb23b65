/** Under which name and address the browser keeps passkeys. A bare address has no name: this machine is `localhost`. */
export interface Relying {
  id: string
  origins: string[]
}

export function relyingOn(publicUrl: string | undefined, port: number | undefined): Relying {
  if (!publicUrl) return { id: 'localhost', origins: [`http://localhost${port ? `:${port}` : ''}`] }
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origins: [origin] }
}
