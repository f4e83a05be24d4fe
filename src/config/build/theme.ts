import { isDeepStrictEqual } from 'node:util'
import { parseColour } from '#lib/colour.ts'
import { builtIn, paletteOf, type OwnColours, type Scheme } from '#pages/theme/palette.ts'
import type { FooterLink, Theme } from '#pages/theme/theme.ts'
import { weaknesses, weaknessesOn } from '#pages/theme/weaknesses.ts'
import { withDefaults } from '../defaults.ts'
import type { Path } from '../paths.ts'
import type { Settings } from '../schema/settings.ts'
import { theme as schema } from '../schema/theme.ts'
import { suggest } from '../suggest.ts'
import type { Plan } from './plan.ts'
import { themeFile } from './theme-file.ts'

type Input = Settings['pallas']['pages']['theme']

const key = ['pallas', 'pages', 'theme']
const schemes = ['light', 'dark'] as const
const mostColours = 8
const mostLinks = 12

/** The look of the pages; undefined where nothing of it is configured. */
export function theme(input: Input, plan: Plan, languages: readonly string[]): Theme | undefined {
  if (isDeepStrictEqual(input, withDefaults(schema, {}))) return undefined
  const own = { light: normalized(input.colours.light), dark: normalized(input.colours.dark) }
  const palettes = {
    light: paletteOf(own.light, builtIn.light),
    dark: paletteOf(own.dark, builtIn.dark),
  }
  const { background, font } = input
  const colours = {
    light: background.light.map(colourOf),
    dark: background.dark.map(colourOf),
  }
  for (const scheme of schemes) {
    const fault = (path: Path, { problem, allowed }: Found) =>
      plan.fault([...key, ...path], problem, allowed)
    for (const one of weaknesses(own[scheme], builtIn[scheme]))
      fault(['colours', scheme, one.where], one)
    if (colours[scheme].length > mostColours)
      plan.fault([...key, 'background', scheme], `must have at most ${mostColours} colours`)
    // NOTE on a picture texts have the ground of the palette below them
    else if (input.background.image === undefined && input.background.image_dark === undefined)
      for (const one of weaknessesOn(colours[scheme], palettes[scheme]))
        fault(['background', scheme, ...(one.where === undefined ? [] : [one.where])], one)
  }
  if (input.logo_dark !== undefined && input.logo === undefined)
    plan.fault([...key, 'logo_dark'], 'needs pallas.pages.theme.logo as well')
  return {
    palettes,
    recoloured: schemes.filter((scheme) => Object.keys(own[scheme]).length > 0),
    logo: themeFile('logo', input.logo, [...key, 'logo'], plan),
    logoDark: themeFile('logo', input.logo_dark, [...key, 'logo_dark'], plan),
    showsName: input.show_name,
    cornerRadius: input.corner_radius,
    fontFamilies: font.families,
    fontFile: themeFile('font', font.file, [...key, 'font', 'file'], plan),
    footerLinks: footerLinks(input.footer_links, plan, languages),
    background: {
      colours,
      angle: background.angle ?? 180,
      image: themeFile('image', background.image, [...key, 'background', 'image'], plan),
      imageDark: themeFile(
        'image',
        background.image_dark,
        [...key, 'background', 'image_dark'],
        plan,
      ),
    },
  }
}

type Found = { readonly problem: string; readonly allowed: string | undefined }

/** For text that the schema has checked as a colour. */
function colourOf(text: string): string {
  const colour = parseColour(text)
  if (colour === undefined) throw new TypeError('unchecked colour')
  return colour
}

const normalized = (colours: Input['colours'][Scheme]): OwnColours =>
  Object.fromEntries(
    Object.entries(colours).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, colourOf(text)]],
    ),
  )

function footerLinks(
  links: Input['footer_links'],
  plan: Plan,
  languages: readonly string[],
): readonly FooterLink[] {
  if (links.length > mostLinks)
    plan.fault([...key, 'footer_links'], `must have at most ${mostLinks} links`)
  for (const [at, { label }] of links.entries()) {
    if (typeof label === 'string') continue
    const path = [...key, 'footer_links', at, 'label']
    if (Object.keys(label).length === 0) plan.fault(path, 'must have a text')
    for (const language of Object.keys(label).filter((one) => !languages.includes(one))) {
      const near = suggest(language, languages)
      plan.fault(
        [...path, language],
        'is no language of the pages',
        near && `did you mean ${near}?`,
      )
    }
  }
  return links
}
