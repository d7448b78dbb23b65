/** Opens a page that both faces share, and the ground that it is set in. */
export async function onGround<Page>(page: () => Promise<Page>): Promise<Page> {
  const [opened] = await Promise.all([page(), import('../shell/ground.ts')])
  return opened
}
