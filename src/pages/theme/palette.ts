// The colours of the pages in one scheme: those of the operator, ours, and what follows from them.
import { contrast, mix, nearest } from '#lib/colour.ts'

/** The colours that can be configured, by the names of the configuration. */
export const ownColourKeys = [
  'ground',
  'card',
  'ink',
  'soft',
  'line',
  'edge',
  'accent',
  'on_accent',
  'focus',
  'wrong',
] as const

export type OwnColourKey = (typeof ownColourKeys)[number]
export type OwnColours = { readonly [K in OwnColourKey]?: string | undefined }

/** Each is `#rrggbb`. Those that cannot be configured are made of the others. */
export type Palette = Readonly<
  Record<OwnColourKey | 'accent_deep' | 'shield' | 'tint' | 'on_tint' | 'wrong_tint', string>
>
export type Scheme = 'light' | 'dark'

/** Our own colours. */
export const builtIn: Readonly<Record<Scheme, Palette>> = {
  light: {
    ground: '#f3efe6',
    card: '#fffdf8',
    ink: '#1d2823',
    soft: '#56615a',
    line: '#ddd6c6',
    edge: '#87897d',
    accent: '#1f5a45',
    accent_deep: '#16432f',
    on_accent: '#ffffff',
    shield: '#1f5a45',
    tint: '#e9f0e8',
    on_tint: '#1c4735',
    wrong: '#a3241d',
    wrong_tint: '#fbecea',
    focus: '#b4690e',
  },
  dark: {
    ground: '#0e1512',
    card: '#17201c',
    ink: '#e8ece6',
    soft: '#a7b3aa',
    line: '#2b3731',
    edge: '#75827a',
    accent: '#7ecba6',
    accent_deep: '#9bdcbc',
    on_accent: '#0b1d15',
    shield: '#2b7858',
    tint: '#1c2f26',
    on_tint: '#b9e3cd',
    wrong: '#ffa59b',
    wrong_tint: '#3a1d1b',
    focus: '#f0b45a',
  },
}

/** The contrast of text, and that of controls and of the focus (WCAG 2.2, 1.4.3 and 1.4.11). */
export const least = { text: 4.5, control: 3 } as const

export type Pair = {
  readonly front: keyof Palette
  readonly back: keyof Palette
  readonly kind: keyof typeof least
}

const pairs = (
  kind: Pair['kind'],
  back: keyof Palette,
  ...fronts: readonly (keyof Palette)[]
): readonly Pair[] => fronts.map((front) => ({ front, back, kind }))

/** What stands on the ground of the page, outside of the card. */
export const onGround: readonly Pair[] = [
  ...pairs('text', 'ground', 'ink', 'soft', 'accent', 'accent_deep'),
  ...pairs('control', 'ground', 'focus', 'wrong'),
]

/** All that the stylesheet puts upon another: a test compares it with the stylesheet. */
export const stylesheetPairs: readonly Pair[] = [
  ...pairs('text', 'card', 'ink', 'soft', 'accent', 'accent_deep', 'on_tint', 'wrong'),
  ...pairs('control', 'card', 'edge', 'focus'),
  ...onGround,
  ...pairs('text', 'accent', 'on_accent'),
  ...pairs('text', 'accent_deep', 'on_accent'),
  ...pairs('text', 'tint', 'on_tint', 'accent', 'accent_deep'),
  ...pairs('text', 'wrong_tint', 'wrong', 'ink'),
]

export const holdsIn = (palette: Palette, { front, back, kind }: Pair): boolean =>
  contrast(palette[front], palette[back]) >= least[kind]

/**
 * The palette of a scheme in which some colours are the operator's. Where ours do not go with them,
 * they are made of them; whether all goes together is for `weaknesses` to say.
 */
export function paletteOf(own: OwnColours, ours: Palette): Palette {
  const { ground = ours.ground, card = ours.card, accent = ours.accent } = own
  const { ink = readable(ours.ink, [card, ground], least.text) } = own
  const {
    soft = readable(
      own.ink === undefined ? ours.soft : mix(ink, card, 0.25),
      [card, ground],
      least.text,
    ),
    edge = readable(
      own.card === undefined ? ours.edge : mix(card, ink, 0.45),
      [card],
      least.control,
    ),
    line = own.card === undefined && own.ground === undefined ? ours.line : mix(card, ink, 0.16),
    focus = readable(ours.focus, [card, ground], least.control),
    wrong = readable(ours.wrong, [card, ground], least.text),
    on_accent: onAccent = own.accent === undefined ? ours.on_accent : textOn(accent),
  } = own
  const isOurs = own.accent === undefined && own.card === undefined && own.ink === undefined
  const tint = isOurs ? ours.tint : tintOf(card, accent, [accent])
  const wrongTint =
    own.wrong === undefined && own.card === undefined && own.ink === undefined
      ? ours.wrong_tint
      : tintOf(card, wrong, [wrong, ink])
  const deep = (share: number) => mix(accent, ink, share)
  const accentDeep =
    isOurs && own.on_accent === undefined
      ? ours.accent_deep
      : ([0.3, 0.2, 0.1]
          .map(deep)
          .find(
            (one) =>
              contrast(one, onAccent) >= least.text &&
              [card, ground, tint].every((back) => contrast(one, back) >= least.text),
          ) ?? accent)
  return {
    ground,
    card,
    ink,
    soft,
    line,
    edge,
    accent,
    accent_deep: accentDeep,
    on_accent: onAccent,
    shield: own.accent === undefined ? ours.shield : accent,
    tint,
    on_tint: isOurs ? ours.on_tint : readable(mix(accent, ink, 0.4), [tint, card], least.text),
    wrong,
    wrong_tint: wrongTint,
    focus,
  }
}

const readable = (colour: string, backs: readonly string[], ratio: number): string =>
  nearest(colour, (one) => backs.every((back) => contrast(one, back) >= ratio)) ?? colour

/** NOTE one of white and black has a contrast of 4.58 at least with every colour */
const textOn = (back: string): string =>
  contrast('#ffffff', back) >= least.text ? '#ffffff' : '#000000'

/** A breath of a colour over the card, on which texts can be read. */
const tintOf = (card: string, colour: string, texts: readonly string[]): string =>
  [0.1, 0.06, 0.03]
    .map((share) => mix(card, colour, share))
    .find((back) => texts.every((text) => contrast(text, back) >= least.text)) ?? card
