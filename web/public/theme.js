// Puts the reader's choice of light or dark, and of larger type, on the page before anything is painted; src/look/theme.ts
// and src/look/size.ts keep them. Served as unchanging: a change here needs a new number in index.html.
try {
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
  if (localStorage.getItem('size') === 'elder') document.documentElement.dataset.size = 'elder'
} catch {
  // A browser that keeps nothing follows the device.
}
