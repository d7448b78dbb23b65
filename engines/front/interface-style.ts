import { Html } from './html.ts'

/** How the page of the interface looks, over the tokens of the web where it is built, or over plain ones. */
export const interfaceStyle = new Html(`
.api { margin: 0 auto; max-width: 1080px; padding: 0 16px 72px; background: var(--salt, Canvas); color: var(--ink, CanvasText);
  font: 400 0.875rem/1.6 var(--sans, sans-serif); overflow: auto; height: auto }
.api header { padding: 24px 0 8px }
.api h1 { font-size: 2rem; line-height: 1.3; font-weight: 600; margin: 8px 0 }
.api h2 { font-size: 1.1875rem; font-weight: 600; margin: 32px 0 12px }
.api h3 { font-size: 0.875rem; font-weight: 600; margin: 20px 0 6px }
.api p { margin: 6px 0; max-width: 46em }
.api header ul { margin: 8px 0; padding-left: 1.2em; max-width: 46em }
.api a { color: var(--teal, LinkText) }
.api code, .api pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, var(--sans, monospace); font-size: 0.8125rem; overflow-wrap: anywhere }
.api .tags { list-style: none; margin: 0; padding: 0 }
.api .tags li { border-top: 1px solid var(--line, #ccc); padding: 10px 0 }
.api .tags a { font-size: 1rem; font-weight: 600; margin-right: 6px }
.api .n, .api .l, .api .up, .api td:nth-child(2) { color: var(--ink-2, inherit) }
.api details { border-top: 1px solid var(--line, #ccc) }
.api details > :not(summary) { margin-left: 12px }
.api details[open] { padding-bottom: 24px }
.api summary { display: grid; grid-template-columns: 4.2em minmax(0, 1fr) minmax(0, 20em); gap: 4px 12px; align-items: baseline; padding: 9px 0; cursor: pointer }
.api summary:only-child, .api summary:has(> code:first-child) { display: block }
.api summary:hover { background: var(--wash, #eee) }
.api summary:focus-visible { outline: 2px solid var(--teal, Highlight); outline-offset: -2px }
.api .m { font-weight: 600; font-size: 0.75rem; color: var(--ink-2, inherit) }
.api .m.post, .api .m.patch, .api .m.delete { color: var(--teal, inherit) }
.api table { width: calc(100% - 12px); border-collapse: collapse; table-layout: fixed }
.api th, .api td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0; border-top: 1px solid var(--line, #ddd); font-weight: 400; overflow-wrap: anywhere }
.api th { width: 26% }
.api td:nth-child(2):not(:last-child) { width: 32% }
.api em { font-style: normal; font-size: 0.75rem; color: var(--ink-2, inherit); margin-left: 6px }
.api pre { background: var(--wash, #eee); padding: 12px; max-height: 360px; overflow: auto; white-space: pre-wrap }
@media (max-width: 640px) {
  .api h1 { font-size: 1.5rem }
  .api summary { grid-template-columns: 4.2em minmax(0, 1fr) }
  .api summary > span { grid-column: 2; color: var(--ink-2, inherit) }
  .api table, .api tbody, .api tr, .api th, .api td { display: block; width: auto !important; border: 0; padding: 0 }
  .api tr { border-top: 1px solid var(--line, #ddd); padding: 6px 0 }
}
`)
