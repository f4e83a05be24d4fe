// Colours, fonts and corners, in a light and a dark scheme. Every pair of text and ground has a
// contrast of 4.5:1 at least (WCAG 2.2, 1.4.3), every border of a control 3:1 (1.4.11).
import { builtIn, type Palette, type Scheme } from '../theme/palette.ts'

/** For the bar of the browser on phones. */
export const ground = { light: builtIn.light.ground, dark: builtIn.dark.ground }

const shadows: Readonly<Record<Scheme, string>> = {
  light: '0 1px 2px rgb(40 35 20 / .06), 0 12px 32px -12px rgb(40 35 20 / .22)',
  dark: '0 1px 2px rgb(0 0 0 / .4), 0 16px 40px -12px rgb(0 0 0 / .6)',
}

/** Fonts that a browser has. */
const sans = `-apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto,
    "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif`

/** The radius of controls, in pixels. */
const ourRadius = 9

const variables = (palette: Palette, scheme: Scheme): string =>
  [
    ...Object.entries(palette).map(
      ([name, colour]) => `--${name.replaceAll('_', '-')}: ${colour};`,
    ),
    `--shadow: ${shadows[scheme]};`,
  ].join(' ')

/** `fonts`: families before those of the browser, as CSS writes them. */
export const coloursOf = (
  { light, dark }: Readonly<Record<Scheme, Palette>>,
  { radius = ourRadius, fonts = [] }: Variations = {},
): string => `
:root {
  color-scheme: light dark;
  ${variables(light, 'light')}
  --radius: ${radius}px; --radius-card: ${Math.round(radius * 1.5)}px; --radius-inner: ${Math.max(radius - 2, 0)}px;
  --sans: ${[...fonts, sans].join(', ')};
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    ${variables(dark, 'dark')}
  }
}
`
type Variations = {
  readonly radius?: number | undefined
  readonly fonts?: readonly string[]
}

export const colours = coloursOf(builtIn)
