/** What another node answered, at most so large. */
export interface Answer {
  status: number
  body: Uint8Array
}

/**
 * Asks another node over HTTP; never follows it elsewhere, never reads more than a limit.
 * @param timeout milliseconds for all of it
 * @throws Error when it cannot be reached, takes too long or answers too much
 */
export async function ask(url: string, options: { timeout: number; most: number; post?: string }): Promise<Answer> {
  const { timeout, most, post } = options
  const answer = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
    ...(post === undefined ? {} : { method: 'POST', body: post, headers: { 'content-type': 'text/plain' } }),
  })
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += (part as Uint8Array).length
    // Leaving the loop ends the connection.
    if (size > most) throw new Error(`more than ${most} bytes`)
    parts.push(part as Uint8Array)
  }
  return { status: answer.status, body: Buffer.concat(parts) }
}
