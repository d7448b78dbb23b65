/** The SM2 library asks Node for random numbers where there is no Web Crypto; whoever only verifies needs none. */
export const withoutNode = {
  name: 'without-node',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id === 'crypto' ? '\0none' : null),
  load: (id: string) => (id === '\0none' ? 'export {}' : null),
}
