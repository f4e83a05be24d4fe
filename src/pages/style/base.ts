// Colours, type, and the frame of a page.

/** A row of Greek key, as an image in a stylesheet. */
const meander = (colour: string) =>
  `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="12" viewBox="0 0 20 12"><path fill="none" stroke="${colour}" stroke-width="1.5" d="M0 11.25h15.25V1.25H4.25v6.5h6.5V4.75M15 11.25h5"/></svg>`)}")`

export const base = `
:root {
  color-scheme: light dark;
  --ground: #f3efe6; --card: #fffdf8; --ink: #1d2823; --soft: #56615a; --line: #ddd6c6; --edge: #87897d;
  --accent: #1f5a45; --accent-deep: #16432f; --on-accent: #ffffff; --shield: #1f5a45; --tint: #e9f0e8; --on-tint: #1c4735;
  --wrong: #a3241d; --wrong-tint: #fbecea; --focus: #b4690e;
  --shadow: 0 1px 2px rgb(40 35 20 / .06), 0 12px 32px -12px rgb(40 35 20 / .22);
  --meander: ${meander('#c8963e')};
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1512; --card: #17201c; --ink: #e8ece6; --soft: #a7b3aa; --line: #2b3731; --edge: #75827a;
    --accent: #7ecba6; --accent-deep: #9bdcbc; --on-accent: #0b1d15; --shield: #2b7858; --tint: #1c2f26; --on-tint: #b9e3cd;
    --wrong: #ffa59b; --wrong-tint: #3a1d1b; --focus: #f0b45a;
    --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 16px 40px -12px rgb(0 0 0 / .6);
    --meander: ${meander('#8a6f3d')};
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 1.5rem 1rem 1rem;
  display: flex; flex-direction: column; align-items: center;
  background: var(--ground); color: var(--ink); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere;
}
.mast { display: flex; align-items: center; gap: .75rem; margin: auto 0 1.25rem; }
.name { margin: 0; font-size: 1.375rem; font-weight: 650; letter-spacing: -.01em; }
.emblem { flex: none; display: block; }
.emblem-shield { fill: var(--shield); }
.emblem-eye { fill: #fffdf8; }
.emblem-gold { fill: #c8963e; }
.emblem-brow { fill: none; stroke: #d6a850; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
.card {
  width: 100%; max-width: 27rem; padding: 1.75rem 1.25rem 1.5rem; position: relative; overflow: hidden;
  background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
}
.wide .card { max-width: 40rem; }
.card::before { content: ""; position: absolute; inset: 0 0 auto; height: 12px; background: var(--meander) left top / 20px 12px round no-repeat; opacity: .8; }
h1 { margin: .5rem 0 1.25rem; font-size: 1.625rem; line-height: 1.2; font-weight: 680; letter-spacing: -.02em; text-wrap: balance; }
h2 { margin: 0 0 1rem; font-size: 1.125rem; line-height: 1.3; font-weight: 650; }
h1:has(+ .lead) { margin-bottom: .5rem; }
.step + h1 { margin-top: .125rem; }
.step { margin: .5rem 0 0; font-size: .875rem; font-weight: 600; color: var(--soft); }
.lead { margin: 0 0 1.25rem; color: var(--soft); text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-deep); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.aside { width: 100%; max-width: 27rem; margin-top: 1rem; text-align: center; color: var(--soft); }
.aside p { margin: 0; }
.aside a { display: inline-block; padding: .625rem .25rem; font-weight: 600; }
.foot { margin: auto 0 0; padding-top: 1.5rem; font-size: .8125rem; color: var(--soft); text-align: center; }
@media (min-width: 30em) {
  body { padding-top: 2.5rem; }
  .card { padding: 2.25rem 2.25rem 2rem; }
}
`
