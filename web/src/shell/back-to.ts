/** Where whoever has signed in goes back to: the page of this site that they came from, else the first. */
export function backTo(query: URLSearchParams): string {
  const from = query.get('from') ?? '/'
  return /^\/(?!\/|\\)/.test(from) && !from.startsWith('/sign-in') ? from : '/'
}
