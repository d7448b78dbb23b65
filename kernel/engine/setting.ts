/** What whoever runs a city has set, as text, by the name of the setting. It can be handed to a thread. */
export type Told = Readonly<Record<string, string | undefined>>

/** Something that whoever runs a city may set: an engine says that it heeds it, and the edge reads it once. */
export interface Setting<T = unknown> {
  /** As it is called in the process's environment. */
  readonly name: string
  /** What was set, read; nothing where it was not. @throws Error in a sentence when it cannot be what was set */
  readonly of: (told: Told) => T | undefined
}

/** Declares a setting; its name is permanent. @param reads makes of the text what the engine works with */
export const defineSetting = <T>(name: string, reads: (text: string) => T): Setting<T> => ({
  name,
  of: (told) => {
    const text = told[name]
    return text ? reads(text) : undefined
  },
})

/**
 * What an environment says of the settings that engines heed, and of nothing else. Each is read once, so that a wrong one
 * is refused before anything is opened.
 */
export function toldBy(environment: Told, engines: readonly { settings: readonly Setting[] }[]): Told {
  const settings = engines.flatMap((engine) => engine.settings)
  for (const setting of settings) setting.of(environment)
  return Object.fromEntries(settings.flatMap(({ name }) => (environment[name] ? [[name, environment[name]]] : [])))
}
