import { withoutInvisible } from './invisible.ts'

const gaps = /[\s\p{Pd}\u2212]+/gu

/**
 * A code as it is compared, whatever it is for: in lower case, with full-width letters and digits as
 * plain ones, and without the blanks and dashes that people and mail programs put between its parts.
 */
export const typedCode = (text: string): string =>
  withoutInvisible(text.normalize('NFKC').toLowerCase().replace(gaps, ''))
