/** What tells a machine that somebody is there, where it is not the screen that they touch. */
export const touched = 'kiosk-touched'
