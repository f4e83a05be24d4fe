// The stylesheet of the mailbox.
import { colours } from '../style/colours.ts'
import { elements } from '../style/elements.ts'
import { joinStyles } from '../style/style.ts'

const mailbox = `
body { margin: 0 auto; max-width: 46rem; padding: 1.25rem 1rem 2.5rem; }
.head { display: flex; align-items: center; gap: .75rem; margin-bottom: .75rem; }
.head h1 { margin: 0; }
.back { display: inline-block; padding: .625rem 0; font-weight: 600; }
header p { margin: 0; }
.bar {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .5rem;
  margin: 0 0 1rem;
}
.bar p, .bar label, .bar input { grid-column: 1 / -1; margin: 0; }
.bar label { font-weight: 600; }
.list {
  margin: 0; padding: 0; list-style: none; overflow: hidden;
  background: var(--card); border: 1px solid var(--line); border-radius: 14px;
}
.list li + li { border-top: 1px solid var(--line); }
.list a {
  display: grid; gap: .125rem .75rem; padding: .875rem 1.125rem; color: inherit;
  text-decoration: none;
}
.list a:hover { background: var(--tint); }
.list a:focus-visible { outline-offset: -3px; border-radius: 14px; }
.list strong { font-weight: 600; }
.list code { justify-self: start; margin-top: .25rem; }
.to, .list time { color: var(--soft); font-size: .875rem; }
code {
  font: 600 1rem/1.4 var(--mono); padding: .125rem .5rem; border-radius: 6px;
  background: var(--tint); color: var(--on-tint); user-select: all;
}
.codes { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1.25rem; }
.codes code { font-size: 1.75rem; letter-spacing: .15em; padding: .375rem .875rem; }
h2 { margin: 0 0 .25rem; font-size: 1rem; }
.links { margin: 0 0 1rem; padding: 0; list-style: none; }
.links a { display: inline-block; padding: .625rem 0; }
.empty {
  margin: 0; padding: 2rem 1.125rem; text-align: center; color: var(--soft);
  border: 1.5px dashed var(--line); border-radius: 14px;
}
.foot { margin-top: 1rem; font-size: .875rem; color: var(--soft); text-align: center; }
iframe {
  display: block; width: 100%; height: 44rem; max-height: 85vh;
  border: 1px solid var(--line); border-radius: 14px; background: #fff;
}
pre {
  margin: 0; padding: 1rem 1.125rem; white-space: pre-wrap; font: .875rem/1.5 var(--mono);
  background: var(--card); border: 1px solid var(--line); border-radius: 14px;
}
details { margin-top: .75rem; }
summary { padding: .625rem 0; font-weight: 600; cursor: pointer; }
main > form:last-child { margin-top: 1.5rem; }
.button-danger { width: 100%; }
@media (min-width: 34em) {
  body { padding-top: 2rem; }
  .bar { grid-template-columns: 1fr auto auto; align-items: center; gap: .5rem .75rem; }
  .bar p, .bar input { grid-column: 1; }
  .list a { grid-template-columns: 1fr auto; align-items: center; }
  .list strong, .to { grid-column: 1; }
  .list time { grid-column: 2; grid-row: 2; }
  .list code { grid-column: 2; justify-self: end; margin: 0; }
  .list code:first-of-type { grid-row: 1; }
  .facts div { display: grid; grid-template-columns: 8rem 1fr; align-items: baseline; }
  .button-danger { width: auto; }
  main > p .button { width: fit-content; }
}
`

export const mailboxStyle = joinStyles([colours, elements, mailbox])
