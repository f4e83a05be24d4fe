import { RE2JS } from 're2js'

// Matching takes time in proportion to program size times text length. These bound it to well below
// 100 ms.
const maxProgramSize = 10_000
const maxSteps = 4_000_000
// Up to here the engine's fast path is used, whose worst case is slower by a factor.
const shortText = 1_000

/** A compiled pattern, in the shape that ajv asks for. */
export type Pattern = { test(text: string): boolean; toString(): string }

/**
 * Compiles a pattern of the RE2 language (no backreferences, no look-around), so that no text can
 * make it run for long. A text too long for the size of the pattern does not match. Throws when the
 * pattern is not understood or needs a program that is too large.
 */
export function compilePattern(source: string): Pattern {
  const regex = RE2JS.compile(source)
  const size = regex.programSize()
  if (size > maxProgramSize) throw new RangeError('the pattern is too large')
  return {
    test(text) {
      if (text.length <= shortText) return regex.test(text)
      return text.length * size <= maxSteps && regex.matcher(text).find()
    },
    // NOTE ajv tells patterns apart by this text
    toString: () => source,
  }
}

/** Why a pattern cannot be used, undefined when it can. */
export function patternFault(source: string): string | undefined {
  try {
    compilePattern(source)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
