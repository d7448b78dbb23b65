/** How often one person prints one paper at machines in a day: paper is the city's, and a copy is as good as the file. */
export const mostADay = 5
