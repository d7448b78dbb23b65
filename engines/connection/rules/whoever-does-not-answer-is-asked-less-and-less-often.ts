const anHour = 3600

/** Seconds until a message is tried again that was tried so often before: 2, 4, 8 … an hour at the most. It is never given up by itself. */
export const secondsAfter = (tries: number): number => Math.min(anHour, 2 ** Math.min(tries + 1, 20))

/** Minutes for which a line rests on which nobody answered so often one after the other: 1, 2, 4 … an hour at the most. */
export const minutesAfter = (failures: number): number => Math.min(60, 2 ** Math.min(failures, 10))
