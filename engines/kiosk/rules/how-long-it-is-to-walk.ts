/** Ways go round houses: about a third longer than the straight line, at a walk of an old person. Metres, metres a minute. */
const [detour, pace] = [1.3, 60]

/** Minutes on foot over a straight distance in metres, rounded up. */
export const minutesOnFoot = (metres: number): number => Math.ceil((metres * detour) / pace)
