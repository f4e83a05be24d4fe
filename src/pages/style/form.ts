// Fields, buttons and what is said about them. Everything to be touched is at least 44 px high.

export const form = `
.field { margin: 0 0 1.125rem; }
.field label { display: block; margin-bottom: .375rem; font-weight: 600; }
.optional { margin-left: .25rem; font-size: .875rem; font-weight: 400; color: var(--soft); }
.field input:not([type=checkbox]) {
  width: 100%; min-height: 3rem; padding: .5rem .875rem; font: inherit; color: inherit;
  background: var(--card); border: 1.5px solid var(--edge); border-radius: 9px; appearance: none;
}
.field input + input { margin-top: .5rem; }
.field input:hover { border-color: var(--ink); }
.field input:focus-visible { outline-offset: 0; border-color: var(--focus); border-radius: 9px; }
.field input[aria-invalid=true] { border-color: var(--wrong); border-width: 2px; }
.field input:disabled { opacity: .65; }
.account input:read-only { background: var(--ground); border-color: var(--line); color: var(--soft); text-overflow: ellipsis; }
.hint { margin: 0 0 .375rem; font-size: .875rem; color: var(--soft); text-wrap: pretty; }
.message { margin: 0 0 .375rem; font-size: .9375rem; color: var(--on-tint); }
.message-error { font-weight: 600; color: var(--wrong); }
.check { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; }
.check input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
.check label { margin: 0; padding: .5rem 0; font-weight: 400; flex: 1; }
.secret { position: relative; }
.secret:has(.reveal) input { padding-right: 4.75rem; }
.reveal {
  position: absolute; inset: 2px 2px 2px auto; min-width: 4.25rem; padding: 0 .75rem; font: inherit; font-size: .9375rem; font-weight: 600;
  color: var(--accent); background: none; border: 0; border-radius: 7px; cursor: pointer;
}
.reveal:hover { text-decoration: underline; text-underline-offset: .2em; }
.button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 3rem; padding: .625rem 1.25rem;
  font: inherit; font-weight: 650; text-align: center; text-decoration: none; border-radius: 9px; border: 1.5px solid transparent; cursor: pointer;
}
.button-primary { color: var(--on-accent); background: var(--accent); }
.button-primary:hover { color: var(--on-accent); background: var(--accent-deep); }
.button-secondary { color: var(--accent); background: transparent; border-color: var(--edge); }
.button-secondary:hover { color: var(--accent-deep); border-color: currentColor; background: var(--tint); }
.button:disabled { opacity: .6; cursor: default; }
.button:focus-visible { border-radius: 9px; }
.actions { display: grid; gap: .75rem; margin-top: 1.5rem; }
form + form > .actions, .actions-more { margin-top: .75rem; }
.or { display: flex; align-items: center; gap: 1rem; margin: 1.25rem 0; font-size: .875rem; color: var(--soft); }
.or::before, .or::after { content: ""; flex: 1; height: 1px; background: var(--line); }
.or + .actions { margin-top: 0; }
.summary { margin: 0 0 1.5rem; padding: .875rem 1rem; border: 1.5px solid var(--wrong); border-left-width: 6px; border-radius: 9px; background: var(--wrong-tint); }
.summary-title { margin: 0 0 .25rem; font-weight: 650; color: var(--wrong); }
.summary ul { margin: 0; padding: 0; list-style: none; }
.summary li + li { margin-top: .25rem; }
.summary a { display: inline-block; padding: .125rem 0; color: inherit; }
.notice { margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: 9px; background: var(--tint); color: var(--on-tint); }
.notice-success { border-left: 6px solid var(--accent); }
@media (prefers-reduced-motion: no-preference) {
  .button, .field input, .reveal { transition: background-color .15s, border-color .15s, color .15s; }
}
@media (forced-colors: active) {
  .button, .summary, .notice, .card { border: 1.5px solid; }
}
`
