/** The city's present day, where a form begins with it. */
export const today = 'today'
