/** After how many days what is offered at machines is tried again, even where nothing of it has changed. */
export const triedAgainAfterDays = 30
