import { languages, type Language } from './language.ts'
import { madeUp, type MadeUp } from './made-up.ts'

/** A language that may be offered. */
export type Offered = Language | MadeUp

/** All that may be offered. */
export const offerable: readonly Offered[] = [
  ...languages,
  ...(Object.keys(madeUp) as readonly MadeUp[]),
]
