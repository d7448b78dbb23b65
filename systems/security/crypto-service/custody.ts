import { defineCustody } from '#platform'

/** The keys of every agency's applications, held by the city. */
export const keyCustody = defineCustody('key-custody', { title: '密钥托管' })
