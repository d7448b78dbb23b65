/** What cannot be done, and what to ask for instead. */
export class Refusal extends Error {}

/** Does a command and prints what it says; a refusal is one sentence on the other stream, and the status 1. */
export async function command(does: () => string | Promise<string>): Promise<void> {
  try {
    process.stdout.write(await does())
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
