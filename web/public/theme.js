// Puts the reader's choice of light or dark on the page before anything is painted; src/look/theme.ts keeps the choice.
// Served as unchanging: a change here needs a new number in index.html.
try {
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // A browser that keeps nothing follows the device.
}
