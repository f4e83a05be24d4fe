// The stylesheet of the pages in the look of an operator. All values were checked: colours have digits
// only, names of fonts no quotes, names of files are ours.
import { coloursOf } from '../style/colours.ts'
import { content } from '../style/content.ts'
import { elements } from '../style/elements.ts'
import { form } from '../style/form.ts'
import { frame } from '../style/frame.ts'
import { joinStyles } from '../style/style.ts'
import type { Scheme } from './palette.ts'
import type { Theme } from './theme.ts'

/** Where the stylesheet finds files. */
type Places = Readonly<Record<Scheme | 'font', string | undefined>>

/** Families that are no names of fonts (CSS Fonts Level 4, 2.1.3). */
const generic = new Set([
  'serif',
  'sans-serif',
  'monospace',
  'system-ui',
  'ui-serif',
  'ui-sans-serif',
  'ui-monospace',
  'ui-rounded',
])

export function themeStyle(theme: Theme, at: Places): string {
  const { palettes, cornerRadius, fontFamilies, recoloured } = theme
  const fonts = [
    ...(at.font === undefined ? [] : ['"theme"']),
    ...fontFamilies.map((one) => (generic.has(one) ? one : `"${one}"`)),
  ]
  return joinStyles([
    ...(at.font === undefined ? [] : [fontFace(at.font)]),
    coloursOf(palettes, { radius: cornerRadius, fonts }),
    elements,
    frame,
    form,
    content,
    header,
    ...(recoloured.length > 0 ? [plainCard] : []),
    ...background(theme, at),
  ])
}

const fontFace = (place: string): string => `
@font-face {
  font-family: "theme"; src: url("${place}") format("woff2"); font-weight: 100 900; font-display: swap;
}`

const header = `
.logo { display: block; flex: none; width: auto; height: 2.75rem; max-width: min(16rem, 100%); object-fit: contain; }
.links { display: flex; flex-wrap: wrap; justify-content: center; margin: 0; padding: 0; list-style: none; }
.links a {
  display: inline-flex; align-items: center; justify-content: center; min-width: 2.75rem; min-height: 2.75rem;
  padding: 0 .75rem;
}`

/** Without the ornament, which has colours of ours. */
const plainCard = '.card::before { content: none; }'

/** What stands upon a picture has a ground of its own: what is in the picture is not known. */
const plates = `
body { row-gap: 1rem; }
.mast, .aside, .foot { padding: .5rem 1rem; background: var(--ground); border-radius: var(--radius-card); }
.mast { margin-bottom: 0; }
.aside { margin-top: 0; }`

function background({ background: { colours, angle } }: Theme, at: Places): readonly string[] {
  const of = (scheme: Scheme): string | undefined => {
    const place = at[scheme] ?? at.light
    const picture = place === undefined ? [] : [`url("${place}") center / cover no-repeat fixed`]
    const [first, ...more] = colours[scheme]
    const gradient =
      more.length === 0 ? [] : [`linear-gradient(${angle}deg, ${colours[scheme].join(', ')}) fixed`]
    if (picture.length + gradient.length === 0 && first === undefined) return undefined
    return [...picture, ...gradient]
      .concat(more.length > 0 ? [] : [first ?? 'var(--ground)'])
      .join(', ')
  }
  const rule = (value: string | undefined) =>
    value === undefined ? '' : `body { background: ${value}; }`
  const [light, dark] = [of('light'), of('dark') ?? (of('light') && 'var(--ground)')]
  if (light === undefined && dark === undefined) return []
  return [
    rule(light),
    `@media (prefers-color-scheme: dark) { ${rule(dark)} }`,
    ...(at.light === undefined && at.dark === undefined ? [] : [plates]),
  ]
}
