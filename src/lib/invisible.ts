// Characters that nobody sees in a text: two texts that differ in these alone look the same.

// NOTE the braille pattern without a dot is a symbol to Unicode, and an empty cell on a screen
const invisible =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Variation_Selector}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u2800]+/gu

/**
 * The text without controls, soft hyphens, joiners, variation selectors, marks of writing direction
 * and whatever else a reader does not see. Spaces stay.
 */
export const withoutInvisible = (text: string): string => text.replace(invisible, '')

/** Whether a text has characters that a reader does not see. */
export const hasInvisible = (text: string): boolean => text.search(invisible) >= 0
