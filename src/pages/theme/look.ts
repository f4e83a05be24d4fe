// What the pages show of a theme, made once for each configuration: the stylesheet, the files, and
// what stands in the head, in the header and in the footer.
import { hash } from 'node:crypto'
import { html, type Html } from '../html.ts'
import { assets } from '../assets.ts'
import { emblem } from '../emblem.ts'
import { ground } from '../style/colours.ts'
import type { Scheme } from './palette.ts'
import { themeStyle } from './style.ts'
import type { FooterLink, Theme, ThemeFile } from './theme.ts'

/** A file that pages refer to, by its name below `/ui/`. */
export type LookFile = {
  readonly name: string
  readonly type: string
  readonly content: string | Buffer
}

export type Look = {
  /** The names of files, relative to `/ui/`. */
  readonly stylesheet: string
  readonly icon: { readonly name: string; readonly type: string }
  /** The colours of the bar of a browser. */
  readonly bar: Readonly<Record<Scheme, string>>
  /** Whether pages load a font from us. */
  readonly hasFont: boolean
  readonly files: readonly LookFile[]
  /** What stands in the header; `assetsAt` as of a page. */
  readonly mark: (productName: string, assetsAt: string) => Html
  /** The links in the footer. */
  readonly links: (language: string) => Html | undefined
}

const name = (productName: string): Html => html`<p class="name">${productName}</p>`

/** That of a server without a theme. */
const ourLook: Look = {
  stylesheet: assets.style.name,
  icon: assets.icon,
  bar: ground,
  hasFont: false,
  files: [],
  mark: (productName) => html`${emblem}${name(productName)}`,
  links: () => undefined,
}

/** `fallback`: the language of labels that are not in the language of a page. */
export function lookOf(theme: Theme | undefined, fallback: string): Look {
  if (theme === undefined) return ourLook
  const { logo, logoDark, background, palettes, footerLinks } = theme
  const files: LookFile[] = []
  const add = (kind: string, file: ThemeFile | undefined): LookFile | undefined => {
    if (file === undefined) return undefined
    const added = fileOf(kind, file.extension, file.mediaType, file.content)
    files.push(added)
    return added
  }
  const images = {
    light: add('image', background.image),
    dark: add('image-dark', background.imageDark),
  }
  const font = add('font', theme.fontFile)
  const mark = { light: add('logo', logo), dark: add('logo-dark', logoDark) }
  const style = fileOf(
    'style',
    'css',
    'text/css; charset=utf-8',
    themeStyle(theme, {
      font: font && besides(font),
      light: images.light && besides(images.light),
      dark: images.dark && besides(images.dark),
    }),
  )
  files.push(style)
  const { light, dark } = mark
  return {
    stylesheet: style.name,
    icon: light ?? assets.icon,
    bar: {
      light: background.colours.light[0] ?? palettes.light.ground,
      dark: background.colours.dark[0] ?? palettes.dark.ground,
    },
    hasFont: font !== undefined,
    files,
    mark: (productName, assetsAt) =>
      light === undefined
        ? ourLook.mark(productName, assetsAt)
        : theme.showsName
          ? html`${picture(light, dark, '', assetsAt)}${name(productName)}`
          : picture(light, dark, productName, assetsAt),
    links: (language) => linksIn(footerLinks, language, fallback),
  }
}

const fileOf = (
  kind: string,
  extension: string,
  type: string,
  content: string | Buffer,
): LookFile => ({
  name: `theme/${kind}-${hash('sha256', content, 'hex').slice(0, 12)}.${extension}`,
  type,
  content,
})

/** The address of a file from another one of the theme. */
const besides = (file: LookFile): string => file.name.slice('theme/'.length)

function picture(
  light: LookFile,
  dark: LookFile | undefined,
  alternative: string,
  assetsAt: string,
): Html {
  const image = html`<img class="logo" src="${assetsAt + light.name}" alt="${alternative}">`
  if (dark === undefined) return image
  return html`<picture><source media="(prefers-color-scheme: dark)" srcset="${assetsAt + dark.name}">${image}</picture>`
}

function linksIn(
  links: readonly FooterLink[],
  language: string,
  fallback: string,
): Html | undefined {
  if (links.length === 0) return undefined
  return html`<ul class="links">${links.map(({ label, url }) => {
    const text = typeof label === 'string' ? label : labelIn(label, language, fallback)
    return html`<li><a href="${url}">${text}</a></li>`
  })}</ul>`
}

const labelIn = (
  labels: Readonly<Record<string, string>>,
  language: string,
  fallback: string,
): string => labels[language] ?? labels[fallback] ?? Object.values(labels)[0] ?? ''
