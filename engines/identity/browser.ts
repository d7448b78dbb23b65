/** A browser as its owner knows it: what it is called and on what it runs. */
export function browserOf(agent: string | undefined): string | undefined {
  if (!agent) return undefined
  const first = (names: Record<string, RegExp>) => Object.keys(names).find((name) => names[name]?.test(agent))
  const browser = first({
    微信: /MicroMessenger/,
    Edge: /Edg\//,
    Firefox: /Firefox\//,
    Chrome: /Chrome\//,
    Safari: /Safari\//,
  })
  const system = first({
    HarmonyOS: /HarmonyOS|OpenHarmony/,
    Android: /Android/,
    iPhone: /iPhone/,
    iPad: /iPad/,
    Windows: /Windows/,
    macOS: /Mac OS X/,
    Linux: /Linux/,
  })
  return [browser ?? '其他程序', system].filter(Boolean).join(' · ')
}
