// Fields, their messages, and the messages of whole forms.

export const form = `
.field { margin: 0 0 1.125rem; }
.field label { display: block; margin-bottom: .375rem; font-weight: 600; }
.field > input + input { margin-top: .5rem; }
.field input[aria-invalid=true] { border-color: var(--wrong); border-width: 2px; }
.field input:disabled { opacity: .65; }
.optional { margin-inline-start: .25rem; font-size: .875rem; font-weight: 400; color: var(--soft); }
.account {
  margin: 0 0 1.125rem; padding: .625rem .875rem; border-radius: var(--radius); background: var(--ground);
}
.account-label { display: block; font-size: .875rem; color: var(--soft); }
.account-name { font-weight: 600; }
.hint { margin: 0 0 .375rem; font-size: .875rem; color: var(--soft); text-wrap: pretty; }
.message { margin: 0 0 .375rem; font-size: .9375rem; color: var(--on-tint); }
.message-error { font-weight: 600; color: var(--wrong); }
.check { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; }
.check input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
.check label { margin: 0; padding: .625rem 0; font-weight: 400; flex: 1; }
.secret { position: relative; }
.secret:has(.reveal) input { padding-inline-end: 4.75rem; }
.reveal {
  position: absolute; inset-block: 2px; inset-inline: auto 2px; min-width: 4.25rem; padding: 0 .75rem;
  font: inherit; font-size: .9375rem; font-weight: 600; color: var(--accent);
  background: none; border: 0; border-radius: var(--radius-inner); cursor: pointer;
}
.actions-first { margin-top: 0; }
.actions-first:not([hidden]) ~ .actions .button-primary, form:has(.actions-first) + form .button-primary {
  color: var(--accent); background: transparent; border-color: var(--edge);
}
.link {
  min-height: 2.75rem; padding: .625rem .25rem; font: inherit; font-weight: 600; color: var(--accent);
  text-decoration: underline; background: none; border: 0; cursor: pointer;
}
.field meter { display: block; width: 100%; margin-top: .5rem; }
.field meter[hidden] { display: none; }
.strength { margin: .25rem 0 0; color: var(--on-tint); }
.caps { margin: .375rem 0 0; font-weight: 600; color: var(--on-tint); }
.caps:empty { margin: 0; }
.reveal:hover { text-decoration: underline; text-underline-offset: .2em; }
.actions { display: grid; gap: .75rem; margin-top: 1.5rem; }
form + form > .actions, .actions-more { margin-top: .75rem; }
.reading { margin: -1rem 0 .25rem; }
.reading a { display: inline-flex; align-items: center; min-width: 2.75rem; min-height: 2.75rem; }
.actions .hint { margin: -.25rem 0 .25rem; }
form > .hint { margin-top: .75rem; }
.or {
  display: flex; align-items: center; gap: 1rem; margin: 1.25rem 0;
  font-size: .875rem; color: var(--soft);
}
.or::before, .or::after { content: ""; flex: 1; height: 1px; background: var(--line); }
.or + .actions { margin-top: 0; }
.summary {
  margin: 0 0 1.5rem; padding: .875rem 1rem; border: 1.5px solid var(--wrong);
  border-inline-start-width: 6px; border-radius: var(--radius); background: var(--wrong-tint);
}
.summary-title { margin: 0 0 .25rem; font-weight: 650; color: var(--wrong); }
.summary ul { margin: 0; padding: 0; list-style: none; }
.summary a { display: inline-block; padding: .625rem 0; color: inherit; }
.notice {
  margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: var(--radius);
  background: var(--tint); color: var(--on-tint);
}
.notice-success { border-inline-start: 6px solid var(--accent); }
.notice-support { max-width: 44rem; margin: 0 auto 1rem; border: 2px solid var(--wrong); }
@media (forced-colors: active) {
  .button, .summary, .notice, .card, .account { border: 1.5px solid; }
}
`
