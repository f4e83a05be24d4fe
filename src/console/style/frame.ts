// The frame of the console: header with search, navigation at the side, content. Controls are
// smaller than on the public pages where there is a mouse, so that tables have room.

export const frame = `
:root {
  --good: #1c4735; --good-tint: #e3efe4; --warn: #6d4a00; --warn-tint: #faeccb; --row: #f8f4ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --good: #b9e3cd; --good-tint: #1c2f26; --warn: #f3cf86; --warn-tint: #372b12; --row: #1c2622;
  }
}
body {
  display: grid; min-height: 100vh; min-height: 100dvh; grid-template-columns: minmax(0, 1fr);
  grid-template-rows: auto auto 1fr auto; font-size: .9375rem;
}
.skip { position: absolute; inset-inline-start: -99rem; padding: .75rem 1rem; background: var(--card); z-index: 2; }
.skip:focus { inset-inline-start: 0; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.top {
  display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .625rem 1rem;
  background: var(--card); border-bottom: 1px solid var(--line);
}
.brand {
  display: flex; align-items: center; gap: .625rem; min-height: 2.75rem; font-weight: 650;
  font-size: 1.0625rem; color: inherit; text-decoration: none; letter-spacing: -.01em;
}
.brand .emblem { width: 1.875rem; height: 1.875rem; }
.brand small { font-size: .9375rem; font-weight: 400; color: var(--soft); }
.find { display: flex; flex: 1 1 16rem; gap: .5rem; max-width: 34rem; }
.find .button { flex: none; }
.who { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin-inline-start: auto; }
.who a { color: inherit; overflow-wrap: anywhere; }
.who small { color: var(--soft); font-size: .8125rem; }
.side { background: var(--card); border-bottom: 1px solid var(--line); }
.side summary {
  display: flex; gap: .625rem; align-items: center; min-height: 2.75rem; padding: .25rem 1rem;
  font-weight: 600; cursor: pointer; list-style: none;
}
.side summary::-webkit-details-marker { display: none; }
.side summary::after {
  content: ""; width: .5rem; height: .5rem; margin: -.25rem .25rem 0 auto;
  border: solid; border-width: 0 2px 2px 0; transform: rotate(45deg);
}
.side [open] > summary::after { margin-top: .25rem; transform: rotate(225deg); }
.side summary small { font-size: .9375rem; font-weight: 400; color: var(--soft); }
.side summary:hover { background: var(--row); }
.side ul {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .125rem; margin: 0;
  padding: .25rem .375rem .625rem; list-style: none;
}
.side a {
  display: flex; align-items: center; min-height: 2.75rem; padding: .25rem .625rem;
  border-radius: 8px; color: var(--ink);
  text-decoration: none; white-space: nowrap;
}
.side a:hover { background: var(--row); }
.side a[aria-current] { background: var(--tint); color: var(--on-tint); font-weight: 650; }
main { min-width: 0; padding: 1.25rem 1rem 2rem; max-width: 84rem; }
main:focus { outline: none; }
.bottom { padding: .75rem 1rem; font-size: .8125rem; color: var(--soft); }
.bottom p { margin: 0; }
.bottom:not(:has(*)) { display: none; }
.languages summary {
  display: inline-flex; align-items: center; min-height: 2.75rem; cursor: pointer; border-radius: var(--radius);
}
.languages summary::after { content: "▾"; margin-inline-start: .375rem; }
.languages[open] summary::after { content: "▴"; }
.languages ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; }
.languages li > * { display: inline-flex; align-items: center; min-height: 2.75rem; }
.languages span { font-weight: 600; color: var(--ink); }
.flash {
  margin: 0 0 1.25rem; padding: .625rem 1rem; border-radius: var(--radius);
  border-inline-start: 6px solid var(--accent);
  background: var(--tint); color: var(--on-tint); font-weight: 600;
}
h1 { margin: 0 0 1rem; font-size: 1.5rem; }
h2 { margin: 0 0 .75rem; font-size: 1.0625rem; }
.button { min-height: 2.75rem; padding: .375rem .875rem; font-size: .9375rem; border-width: 1px; }
input:not([type=checkbox]), select { min-height: 2.75rem; padding: .25rem .75rem; border-width: 1px; }
@media (pointer: fine) {
  .button, input:not([type=checkbox]), select, .side a { min-height: 2.25rem; }
}
@media (min-width: 60em) {
  body {
    grid-template-columns: 13rem minmax(0, 1fr); grid-template-rows: auto 1fr auto;
    grid-template-areas: "top top" "side main" "side bottom";
  }
  .top { grid-area: top; gap: 1rem; padding: .625rem 1.25rem; }
  .brand { width: 12.5rem; }
  .side { grid-area: side; border-bottom: 0; border-inline-end: 1px solid var(--line); }
  .side ul { grid-template-columns: 1fr; padding: 1rem .75rem; }
  .side details { position: sticky; top: 0; }
  @supports selector(::details-content) {
    .side summary { display: none; }
    .side details::details-content { content-visibility: visible; }
  }
  main { grid-area: main; padding: 1.5rem 2rem 2.5rem; }
  .bottom { grid-area: bottom; padding-inline: 2rem; }
}
@media (forced-colors: active) {
  .side a[aria-current], .tag, .flash { border: 1.5px solid; }
}
@media print { .top, .side, .bottom { display: none; } }
`
