// Content of single pages: sections of the settings, codes to write down, sessions, errors.

export const content = `
.section { padding-top: 1.5rem; border-top: 1px solid var(--line); }
.section + .section { margin-top: 2rem; }
.section h2 + form > .actions:first-of-type { margin-top: 0; }
.badge {
  display: inline-block; margin-inline-start: .25rem; padding: .0625rem .5rem; border-radius: 999px;
  font-size: .8125rem; font-weight: 600; background: var(--tint); color: var(--on-tint);
}
.badge-open { background: none; border: 1px solid var(--edge); color: var(--soft); }
.sessions { margin: 0 0 1.5rem; padding: 0; list-style: none; border-block: 1px solid var(--line); }
.keys { margin: 0 0 1.5rem; padding: 0; list-style: none; border-block: 1px solid var(--line); }
.keys > li { display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: .75rem 0; }
.keys .button { flex: none; }
.keys > li + li { border-top: 1px solid var(--line); }
.keep { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: .75rem; }
.sessions > li { display: grid; gap: .75rem; padding: 1rem 0; }
.sessions > li + li { border-top: 1px solid var(--line); }
.sessions .button { width: 100%; }
.device { margin: 0; font-weight: 650; }
.when { margin: .125rem 0 0; font-size: .9375rem; color: var(--soft); }
.output { margin: 0 0 1.125rem; }
.output-label { margin: 0 0 .375rem; font-weight: 600; }
.output-text {
  margin: 0; padding: .75rem 1rem; border-radius: var(--radius); background: var(--ground);
  font-family: var(--mono); user-select: all;
}
.codes {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: .5rem 1rem;
  margin: 0; padding: .875rem 1rem; list-style: none; border-radius: var(--radius);
  background: var(--ground); font-family: var(--mono);
}
.codes .used { color: var(--soft); font-family: var(--sans); font-size: .875rem; }
.picture { margin: 0 0 1.125rem; }
.picture figcaption { margin-bottom: .375rem; font-weight: 600; }
.picture img {
  display: block; width: 13rem; max-width: 100%; height: auto; border-radius: var(--radius);
  background: #ffffff;
}
.detail {
  margin: 0 0 1.5rem; padding: .75rem 1rem; border-radius: var(--radius); background: var(--ground);
  font-size: .9375rem;
}
.detail p { margin: 0; }
.detail p + p { margin-top: .375rem; }
.detail strong { font-weight: 600; }
@media print {
  body:has(.codes) :is(.mast, .aside, .foot, .keep, .actions, .notice, .summary, h1),
  body:has(.codes) .section:not(:has(.codes)) { display: none; }
  .codes { grid-template-columns: repeat(2, 1fr); font-size: 1.25rem; }
}
@media (min-width: 34em) {
  .sessions > li { grid-template-columns: 1fr auto; align-items: center; }
  .sessions .button { width: auto; }
  .section .actions { justify-items: start; }
  .section .actions .button { min-width: 12rem; }
}
@media (min-width: 48em) {
  .wide .section { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1.5rem; }
  .wide .section > * { grid-column: 2; }
  .wide .section > h2 { grid-column: 1; grid-row: 1 / span 9; }
}
`
