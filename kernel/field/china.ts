/** The corners between which the country lies, in degrees of WGS 84, rounded outwards. */
export const china = { lat: [3, 54], lon: [73, 136] } as const
