// The look of the pages as an operator has configured it.
import type { Palette, Scheme } from './palette.ts'

/** A picture or a font of the operator. */
export type ThemeFile = {
  /** Without a dot. */
  readonly extension: string
  readonly mediaType: string
  readonly content: Buffer
}

export type FooterLink = {
  /** A text for all languages, or one for each. */
  readonly label: string | Readonly<Record<string, string>>
  readonly url: string
}

export type Theme = {
  readonly palettes: Readonly<Record<Scheme, Palette>>
  /** The schemes in which a colour is the operator's. */
  readonly recoloured: readonly Scheme[]
  readonly logo: ThemeFile | undefined
  /** In the dark scheme; undefined: the same. */
  readonly logoDark: ThemeFile | undefined
  /** Whether the name of the product stands beside the logo. */
  readonly showsName: boolean
  /** Of controls, in CSS pixels; undefined: ours. */
  readonly cornerRadius: number | undefined
  /** Families that browsers may have, before ours. */
  readonly fontFamilies: readonly string[]
  readonly fontFile: ThemeFile | undefined
  readonly footerLinks: readonly FooterLink[]
  readonly background: {
    /** One colour, or several of a gradient; empty: the ground of the palette. */
    readonly colours: Readonly<Record<Scheme, readonly string[]>>
    /** The direction of gradients, in degrees as in CSS. */
    readonly angle: number
    readonly image: ThemeFile | undefined
    readonly imageDark: ThemeFile | undefined
  }
}
