// Elements and controls that every page has, those of the mailbox too. Every control is at least
// 44 px high (WCAG 2.2, 2.5.5).

export const elements = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 var(--sans);
  overflow-wrap: anywhere;
}
h1 {
  margin: .5rem 0 1.25rem; font-size: 1.625rem; line-height: 1.2; font-weight: 680;
  letter-spacing: -.02em; text-wrap: balance;
}
:lang(ja) { word-break: auto-phrase; }
h1:has(+ .lead) { margin-bottom: .5rem; }
h2 { margin: 0 0 1rem; font-size: 1.125rem; line-height: 1.3; font-weight: 650; }
.lead { margin: 0 0 1.25rem; color: var(--soft); text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-deep); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.emblem { flex: none; display: block; }
.emblem-shield { fill: var(--shield); }
.emblem-eye { fill: #fffdf8; }
.emblem-gold { fill: #c8963e; }
.emblem-brow {
  fill: none; stroke: #d6a850; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round;
}
input:not([type=checkbox]), select {
  width: 100%; min-height: 3rem; padding: .5rem .875rem; font: inherit; color: inherit;
  background: var(--card); border: 1.5px solid var(--edge); border-radius: var(--radius); appearance: none;
  text-overflow: ellipsis;
}
select { appearance: auto; }
input:hover, select:hover { border-color: var(--ink); }
input:focus-visible, select:focus-visible {
  outline-offset: 0; border-color: var(--focus); border-radius: var(--radius);
}
.button {
  display: flex; align-items: center; justify-content: center; min-height: 3rem;
  padding: .625rem 1.25rem; font: inherit; font-weight: 650; text-align: center;
  text-decoration: none; border-radius: var(--radius); border: 1.5px solid transparent; cursor: pointer;
}
.button[hidden] { display: none; }
.button-primary { color: var(--on-accent); background: var(--accent); }
.button-primary:hover { color: var(--on-accent); background: var(--accent-deep); }
.button-secondary { color: var(--accent); background: transparent; border-color: var(--edge); }
.button-secondary:hover {
  color: var(--accent-deep); border-color: currentColor; background: var(--tint);
}
.button-danger { color: var(--wrong); background: transparent; border-color: var(--edge); }
.button-danger:hover {
  color: var(--wrong); border-color: currentColor; background: var(--wrong-tint);
}
.button:disabled { opacity: .6; cursor: default; }
.button:focus-visible { border-radius: var(--radius); }
.facts { margin: 0 0 1.5rem; border-block: 1px solid var(--line); }
.facts div { padding: .75rem 0; }
.facts div + div { border-top: 1px solid var(--line); }
.facts dt { font-size: .875rem; color: var(--soft); }
.facts dd { margin: 0; font-weight: 600; }
@media (prefers-reduced-motion: no-preference) {
  .button, input, .reveal { transition: background-color .15s, border-color .15s, color .15s; }
}
`
