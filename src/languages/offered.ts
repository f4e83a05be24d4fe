import { languages } from './language.ts'
import { madeUp } from './made-up.ts'

/** The tag of a language that may be offered: one of ours, a made-up one, or one that the operator adds. */
export type Offered = string

/** All that may be offered without a file that adds them. */
export const offerable: readonly Offered[] = [...languages, ...Object.keys(madeUp)]

/** Those of ours. */
export const isOfferable = (language: string): boolean => offerable.includes(language)
