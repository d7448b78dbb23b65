/** How long the list of apps that may be opened is good: the other side opens nothing by an older one. Minutes. */
export const listGoodFor = 15
