// What single pages show: sections, facts about a person, sessions, secrets to write down.

export const parts = `
.section { padding-top: 1.5rem; border-top: 1px solid var(--line); }
.section + .section { margin-top: 2rem; }
.facts { margin: 0 0 1.5rem; border-block: 1px solid var(--line); }
.facts div { padding: .75rem 0; }
.facts div + div { border-top: 1px solid var(--line); }
.facts dt { font-size: .875rem; color: var(--soft); }
.facts dd { margin: 0; font-weight: 600; }
.badge { display: inline-block; margin-left: .25rem; padding: .0625rem .5rem; border-radius: 999px; font-size: .8125rem; font-weight: 600; background: var(--tint); color: var(--on-tint); }
.badge-open { background: none; border: 1px solid var(--edge); color: var(--soft); }
.sessions { margin: 0 0 1.5rem; padding: 0; list-style: none; border-block: 1px solid var(--line); }
.sessions > li { display: grid; gap: .75rem; padding: 1rem 0; }
.sessions > li + li { border-top: 1px solid var(--line); }
.device { margin: 0; font-weight: 650; }
.when { margin: .125rem 0 0; font-size: .9375rem; color: var(--soft); }
.output { margin: 0 0 1.125rem; }
.output-label { margin: 0 0 .375rem; font-weight: 600; }
.output-text { margin: 0; padding: .75rem 1rem; border-radius: 9px; background: var(--ground); font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
.picture img { display: block; max-width: 100%; height: auto; padding: .75rem; border-radius: 9px; background: #ffffff; }
.detail { margin: 0 0 1.5rem; padding: .75rem 1rem; border-radius: 9px; background: var(--ground); font-size: .9375rem; }
.detail p { margin: 0; }
.detail p + p { margin-top: .375rem; }
.detail strong { font-weight: 600; }
@media (min-width: 34em) {
  .sessions > li { grid-template-columns: 1fr auto; align-items: center; }
  .sessions .button { width: auto; }
  .section .actions { justify-items: start; }
  .section .actions .button { width: auto; min-width: 12rem; }
}
`
