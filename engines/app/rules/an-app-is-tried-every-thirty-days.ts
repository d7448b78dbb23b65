/** After how many days an app is tried again, even where nothing of it has changed. */
export const triedAgainAfterDays = 30
