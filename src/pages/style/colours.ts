// Colours and fonts, in a light and a dark scheme. Every pair of text and ground has a contrast of
// 4.5:1 at least (WCAG 2.2, 1.4.3), every border of a control 3:1 (1.4.11).

/** For the bar of the browser on phones. */
export const ground = { light: '#f3efe6', dark: '#0e1512' }

export const colours = `
:root {
  color-scheme: light dark;
  --ground: ${ground.light}; --card: #fffdf8; --ink: #1d2823; --soft: #56615a;
  --line: #ddd6c6; --edge: #87897d;
  --accent: #1f5a45; --accent-deep: #16432f; --on-accent: #ffffff; --shield: #1f5a45;
  --tint: #e9f0e8; --on-tint: #1c4735;
  --wrong: #a3241d; --wrong-tint: #fbecea; --focus: #b4690e;
  --shadow: 0 1px 2px rgb(40 35 20 / .06), 0 12px 32px -12px rgb(40 35 20 / .22);
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto,
    "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: ${ground.dark}; --card: #17201c; --ink: #e8ece6; --soft: #a7b3aa;
    --line: #2b3731; --edge: #75827a;
    --accent: #7ecba6; --accent-deep: #9bdcbc; --on-accent: #0b1d15; --shield: #2b7858;
    --tint: #1c2f26; --on-tint: #b9e3cd;
    --wrong: #ffa59b; --wrong-tint: #3a1d1b; --focus: #f0b45a;
    --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 16px 40px -12px rgb(0 0 0 / .6);
  }
}
`
