/**
 * Whether an error says that the database cannot be reached now, not that it refuses.
 * @source PostgreSQL 18, appendix A: class 08, 53300, 57P01–57P03, 25006 (a replica)
 */
export function isAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  return (
    /^(08...|53300|57P0[123]|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/.test(code) ||
    /^Connection terminated|not queryable$|^timeout exceeded when trying to connect$/.test(message)
  )
}

/**
 * Whether an error says that a text is none that can be kept, such as one with a NUL or with half a character.
 * @source PostgreSQL 18, appendix A: 22021, 22P05; 8.14.1 (JSON)
 */
export const isNoText = (error: unknown): boolean =>
  ['22021', '22P05'].includes(((error ?? {}) as { code?: string }).code ?? '')
