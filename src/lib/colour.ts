// Colours of sRGB, written as `#rrggbb`, and their contrast as in WCAG 2.2 (1.4.3).

type Channels = readonly [red: number, green: number, blue: number]

/** `#rgb` or `#rrggbb` as `#rrggbb` in lower case; undefined for anything else. */
export function parseColour(text: string): string | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1]?.toLowerCase()
  if (digits === undefined) return undefined
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

/** From 1 to 21, whichever of the two is the text. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** `share` of `other` in `one`: 0 is `one`, 1 is `other`. */
export function mix(one: string, other: string, share: number): string {
  const [from, to] = [channelsOf(one), channelsOf(other)]
  return `#${from
    .map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

const steps = 128

/**
 * The colour nearest to this one, darker or lighter, for which something holds; undefined when it
 * holds for none of them.
 */
export function nearest(colour: string, holds: (colour: string) => boolean): string | undefined {
  for (let step = 0; step <= steps; step++) {
    const found = ['#000000', '#ffffff']
      .map((end) => mix(colour, end, step / steps))
      .find((one) => holds(one))
    if (found !== undefined) return found
  }
  return undefined
}

function channelsOf(colour: string): Channels {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** Relative luminance as in WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
