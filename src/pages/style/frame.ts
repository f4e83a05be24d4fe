// The frame of a page: header, card, links below, footer.

/** A row of Greek key, as an image in a stylesheet. */
function meander(colour: string): string {
  const path = 'M0 11.25h15.25V1.25H4.25v6.5h6.5V4.75M15 11.25h5'
  const line = `<path fill="none" stroke="${colour}" stroke-width="1.5" d="${path}"/>`
  const size = 'width="20" height="12" viewBox="0 0 20 12"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${line}</svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}

export const frame = `
:root { --meander: ${meander('#c8963e')}; }
@media (prefers-color-scheme: dark) {
  :root { --meander: ${meander('#8a6f3d')}; }
}
body {
  min-height: 100vh; min-height: 100dvh; padding: 1.5rem 1rem 1rem;
  display: flex; flex-direction: column; align-items: center;
}
.mast { display: flex; align-items: center; gap: .75rem; margin: auto 0 1.25rem; }
.name { margin: 0; font-size: 1.375rem; font-weight: 650; letter-spacing: -.01em; }
.card {
  width: 100%; max-width: 27rem; padding: 1.75rem 1.25rem 1.5rem;
  position: relative; overflow: hidden; background: var(--card);
  border: 1px solid var(--line); border-radius: var(--radius-card); box-shadow: var(--shadow);
}
.wide .card { max-width: 46rem; }
.card::before {
  content: ""; position: absolute; inset: 0 0 auto; height: 12px; opacity: .8;
  background: var(--meander) left top / 20px 12px round no-repeat;
}
.card > :last-child { margin-bottom: 0; }
.step + h1 { margin-top: .125rem; }
.step { margin: .5rem 0 0; font-size: .875rem; font-weight: 600; color: var(--soft); }
.aside { width: 100%; max-width: 27rem; margin-top: 1rem; text-align: center; color: var(--soft); }
.aside p { margin: 0; }
.aside a { display: inline-block; min-width: 2.75rem; padding: .625rem .25rem; font-weight: 600; }
.foot {
  max-width: 100%; margin: auto 0 0; padding-top: 1.5rem; font-size: .8125rem; color: var(--soft);
  text-align: center;
}
.foot p { margin: 0; }
.languages { margin: 0 auto .25rem; }
.languages summary {
  display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .75rem; cursor: pointer;
  border-radius: var(--radius);
}
.languages summary::after { content: "▾"; margin-inline-start: .375rem; }
.languages[open] summary::after { content: "▴"; }
.languages ul {
  display: flex; flex-wrap: wrap; justify-content: center; max-width: 27rem; margin: 0 auto; padding: 0;
  list-style: none;
}
.languages li > * { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .75rem; }
.languages span { font-weight: 600; color: var(--ink); }
@media (min-width: 30em) {
  body { padding-top: 2.5rem; }
  .card { padding: 2.25rem 2.25rem 2rem; }
}
`
