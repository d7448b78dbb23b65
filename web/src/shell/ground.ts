/** What the workbench, and every page that it shares, is set in. */
import '@fontsource-variable/noto-sans-sc'
import '@fontsource-variable/noto-serif-sc'
import '../look/sentence.css'
import './shell.css'
