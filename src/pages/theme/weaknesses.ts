// What in the colours of an operator is too weak to be read, and which colours would do.
import { contrast, mix, nearest } from '#lib/colour.ts'
import {
  holdsIn,
  least,
  onGround,
  ownColourKeys,
  paletteOf,
  stylesheetPairs,
  type OwnColourKey,
  type OwnColours,
  type Pair,
  type Palette,
} from './palette.ts'

export type Weakness<Where> = {
  readonly where: Where
  /** As of a fault: the end of a sentence that begins with the key. */
  readonly problem: string
  readonly allowed: string | undefined
}

/** What each derived colour is made of, and what it is for people. */
const derived: Readonly<Partial<Record<keyof Palette, readonly [OwnColourKey, string]>>> = {
  accent_deep: ['accent', 'accent under the pointer'],
  tint: ['accent', 'the tint of notices'],
  on_tint: ['accent', 'the text of notices'],
  wrong_tint: ['wrong', 'the tint of errors'],
}
const sourceOf = (name: keyof Palette): OwnColourKey => derived[name]?.[0] ?? (name as OwnColourKey)
const nameOf = (name: keyof Palette): string => derived[name]?.[1] ?? name

/** One for each colour of the operator that is too weak somewhere, with where it is weakest. */
export function weaknesses(own: OwnColours, ours: Palette): readonly Weakness<OwnColourKey>[] {
  const weakIn = (colours: OwnColours) => {
    const palette = paletteOf(colours, ours)
    return { palette, weak: stylesheetPairs.filter((pair) => !holdsIn(palette, pair)) }
  }
  const { palette, weak } = weakIn(own)
  const keyOf = ({ front, back }: Pair): OwnColourKey | undefined =>
    [sourceOf(front), sourceOf(back), ...ownColourKeys].find((key) => own[key] !== undefined)
  return ownColourKeys.flatMap((where) => {
    const mine = weak.filter((pair) => keyOf(pair) === where)
    const worst = mine.toSorted((a, b) => shareOf(palette, a) - shareOf(palette, b))[0]
    if (worst === undefined) return []
    const colour = own[where] ?? palette[where]
    const others = new Set(weak.filter((pair) => keyOf(pair) !== where))
    const would =
      nearest(colour, (one) => weakIn({ ...own, [where]: one }).weak.every((p) => others.has(p))) ??
      nearest(colour, (one) => holdsIn(paletteOf({ ...own, [where]: one }, ours), worst))
    return [{ where, ...told(worst, contrastOf(palette, worst), would) }]
  })
}

/** Between two colours of a gradient the contrast may be less than at both. */
const between = [0.25, 0.5, 0.75]

/** Whether what stands outside of the card can be read on a background of these colours. */
export function weaknessesOn(
  colours: readonly string[],
  palette: Palette,
): readonly Weakness<number | undefined>[] {
  const worstOn = (ground: string) =>
    onGround
      .map((pair) => ({ pair, ratio: contrastOf({ ...palette, ground }, pair) }))
      .filter(({ pair, ratio }) => ratio < least[pair.kind])
      .toSorted((a, b) => a.ratio / least[a.pair.kind] - b.ratio / least[b.pair.kind])[0]
  const found = colours.flatMap((colour, where) => {
    const worst = worstOn(colour)
    if (worst === undefined) return []
    const would = nearest(colour, (one) => worstOn(one) === undefined)
    return [{ where, ...told(worst.pair, worst.ratio, would) }]
  })
  if (found.length > 0) return found
  const worst = colours
    .flatMap((colour, at) =>
      between.map((share) => worstOn(mix(colour, colours[at + 1] ?? colour, share))),
    )
    .find((one) => one !== undefined)
  return worst ? [{ where: undefined, ...told(worst.pair, worst.ratio, undefined) }] : []
}

const contrastOf = (palette: Palette, { front, back }: Pair): number =>
  contrast(palette[front], palette[back])
const shareOf = (palette: Palette, pair: Pair): number =>
  contrastOf(palette, pair) / least[pair.kind]

function told({ front, back, kind }: Pair, ratio: number, would: string | undefined) {
  const what = kind === 'text' ? 'text needs' : 'controls and the focus need'
  // NOTE rounded down: 4.499 is not enough
  const shown = Math.floor(ratio * 100) / 100
  return {
    problem: `gives ${nameOf(front)} on ${nameOf(back)} a contrast of ${shown}:1, where ${what} ${least[kind]}:1`,
    allowed: would === undefined ? undefined : `the nearest colour that would do is ${would}`,
  }
}
