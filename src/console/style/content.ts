// Tables, filters, panels and tabs of the console.

export const content = `
.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; margin-bottom: 1rem; }
.head h1 { margin: 0; }
.head p { margin: 0; color: var(--soft); }
.filters { display: flex; flex-wrap: wrap; gap: .625rem .75rem; align-items: end; margin: 0 0 1rem; }
.filters .button { flex: none; }
.pick span { display: block; margin-bottom: .25rem; font-size: .8125rem; color: var(--soft); }
.pick select, .pick input { width: auto; min-width: 9rem; max-width: 100%; }
.filters .plain { display: flex; align-items: center; min-height: 2.25rem; }
.scroll {
  position: relative; overflow-x: auto; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px;
}
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .4375rem .75rem; text-align: start; vertical-align: middle; font-weight: 400; }
th:first-child, td:first-child { padding-inline-start: 1rem; }
th:last-child, td:last-child { padding-inline-end: 1rem; }
thead th {
  font-size: .8125rem; font-weight: 600; color: var(--soft); white-space: nowrap;
  border-bottom: 1px solid var(--line);
}
thead a { color: inherit; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody tr:hover { background: var(--row); }
tbody th { font-weight: 600; overflow-wrap: break-word; }
.breaks { overflow-wrap: anywhere; }
td .button { white-space: nowrap; }
tbody th a, .items .plain { text-decoration: none; }
tbody th a:hover, .items .plain:hover { text-decoration: underline; }
td.minor, td time, td .kind { white-space: nowrap; }
td .act { margin: -.125rem 0; }
td .button, .row .button { min-height: 2.25rem; padding: .25rem .75rem; }
.sub { display: block; overflow-wrap: anywhere; font-size: .8125rem; font-weight: 400; color: var(--soft); }
.none { color: var(--soft); }
.mono, .pairs .mono { font-family: var(--mono); font-size: .8125rem; font-weight: 400; }
.tag {
  display: inline-block; padding: .0625rem .5rem; border-radius: 999px; font-size: .8125rem;
  font-weight: 600; white-space: nowrap;
}
.tag-good { background: var(--good-tint); color: var(--good); }
.tag-plain { background: var(--row); color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); }
.tag-warn { background: var(--warn-tint); color: var(--warn); }
.tag-bad { background: var(--wrong-tint); color: var(--wrong); }
.pager { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem; }
.empty {
  padding: 2.5rem 1.25rem; text-align: center; color: var(--soft); background: var(--card);
  border: 1px dashed var(--edge); border-radius: 12px;
}
.empty p { margin: 0; text-wrap: balance; }
.empty .empty-title { margin-bottom: .25rem; font-size: 1.0625rem; font-weight: 650; color: var(--ink); }
.tabs { margin: 0 0 1.25rem; border-bottom: 1px solid var(--line); overflow-x: auto; }
.tabs ul { display: flex; gap: .25rem; margin: 0; padding: 0; list-style: none; }
.tabs a {
  display: block; padding: .625rem .875rem; color: var(--soft); text-decoration: none; font-weight: 600;
  white-space: nowrap; border-bottom: 3px solid transparent;
}
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--ink); border-color: var(--accent); }
.tabs a:focus-visible { outline-offset: -3px; }
.panel:has(h1) { max-width: 42rem; }
.panels { display: grid; gap: 1.25rem; align-items: start; }
.panels > div { display: grid; gap: 1.25rem; min-width: 0; }
.panel {
  min-width: 0; padding: 1.125rem 1.25rem 1.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 12px;
}
.panel .pick { display: block; margin-bottom: .875rem; }
.panel .pick input, .panel .pick select { width: 100%; }
td select { width: auto; min-width: 6.5rem; }
input[type=file]::file-selector-button {
  margin-inline-end: .75rem; padding: .125rem .625rem; font: inherit; font-size: .875rem; font-weight: 600;
  color: var(--accent); background: var(--ground); border: 1px solid var(--edge); border-radius: 6px;
}
.act + .hint { margin-top: 1.5rem; }
.panel > .hint { margin-bottom: .875rem; }
.panel > :last-child { margin-bottom: 0; }
.panel .scroll { position: relative; margin-inline: -1.25rem; border-width: 1px 0 0; border-radius: 0; }
.panel .scroll:last-child { margin-bottom: -1.25rem; border-radius: 0 0 12px 12px; }
.panel .scroll th:first-child { padding-inline-start: 1.25rem; }
.panel .scroll td:last-child { padding-inline-end: 1.25rem; }
.panel + .panel, .scroll + .panel, .panel + .scroll { position: relative; margin-top: 1.25rem; }
.panels .panel + .panel { margin-top: 0; }
.panel .actions { display: flex; flex-wrap: wrap; margin-top: 1rem; }
.field { margin-bottom: .875rem; }
.actions + .hint { margin: .625rem 0 0; }
.even .pairs { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
h2.over { margin: 1.75rem 0 .75rem; }
.below, .hint.below { margin: .875rem 0 0; }
.filters + .hint { margin: -.5rem 0 1.25rem; }
.pick-wide { flex: 0 1 24rem; }
.pick-wide input { width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; }
.items { margin: 0; padding: 0; list-style: none; }
.items > li { padding: .75rem 0; }
.items > li:first-child { padding-top: 0; }
.items > li:last-child { padding-bottom: 0; }
.items > li + li { border-top: 1px solid var(--line); }
.items .row { justify-content: space-between; }
.items .row + .row, .items > li > .sub + .row { margin-top: .5rem; justify-content: start; }
.pairs { display: grid; gap: .625rem 2rem; margin: 0; }
.pairs dt { font-size: .8125rem; color: var(--soft); }
.pairs dd { margin: 0; }
.pairs .tag { white-space: normal; overflow-wrap: anywhere; border-radius: 12px; }
.secret-once {
  margin: 0; padding: .875rem 1rem; border-radius: var(--radius); background: var(--ground);
  font: 600 1.25rem/1.4 var(--mono); user-select: all;
}
.secret-once.long { font-size: .875rem; }
.figures {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem;
  margin: 0 0 1.25rem; padding: 0; list-style: none;
}
.figures a, .figures .figure {
  display: block; padding: .875rem 1rem; border: 1px solid var(--line); border-radius: 12px;
  background: var(--card); color: inherit; text-decoration: none; font-size: .875rem;
}
.figures a:hover { border-color: var(--edge); }
.figures strong {
  display: block; font-size: 1.75rem; line-height: 1.2; font-weight: 680; letter-spacing: -.02em;
  font-variant-numeric: tabular-nums;
}
pre {
  margin: 0; padding: 1rem 1.125rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; font: .8125rem/1.55 var(--mono); overflow-wrap: normal; white-space: pre;
}
.panel pre { background: var(--ground); }
pre.wraps { white-space: pre-wrap; overflow-wrap: anywhere; }
.notice-wrong { border-inline-start: 6px solid var(--wrong); background: var(--wrong-tint); color: var(--wrong); }
.mail {
  display: block; width: 100%; height: 34rem; border: 1px solid var(--line); border-radius: 12px;
  background: #fff;
}
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.filters.below { margin: .75rem 0; }
.chooser { margin-inline-end: .5rem; }
.columns fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; max-width: 40rem; }
.columns label { display: flex; gap: .375rem; align-items: center; min-height: 1.75rem; }
progress { width: 100%; max-width: 24rem; accent-color: var(--accent); }
[data-copy] + .copy {
  min-height: 2.75rem; margin: 0 0 0 .5rem; padding: .125rem .625rem; font: 600 .8125rem/1.4 var(--sans);
  color: var(--accent); background: transparent; border: 1px solid var(--edge);
  border-radius: var(--radius-inner); cursor: pointer; white-space: nowrap;
}
.secret-once + .copy { margin: .625rem 0 0; }
.copy:hover { background: var(--tint); }
dialog {
  width: min(34rem, calc(100vw - 2rem)); padding: 0; color: inherit; background: transparent; border: 0;
}
dialog .panel { border-radius: var(--radius-card); box-shadow: var(--shadow); }
dialog::backdrop { background: rgb(0 0 0 / .45); }
@media (pointer: fine) { [data-copy] + .copy { min-height: 1.875rem; } }
summary { padding: .5rem 0; cursor: pointer; font-weight: 600; }
@media (max-width: 47.99em) {
  .minor { display: none; }
  .pick { flex: 1 1 9rem; }
  .pick select, .pick input { width: 100%; }
}
@media (min-width: 60em) {
  td .act .row { flex-wrap: nowrap; }
  .panels { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
  .panels.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .pairs.wide { grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); }
}
`
