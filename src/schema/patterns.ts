import { RE2JS } from 're2js'

// Matching takes time proportional to program size times text length. These limits keep it well
// below 100 ms.
const maxProgramSize = 10_000
const maxSteps = 4_000_000
// Up to this length the engine uses its fast path, whose worst case is slower by a factor.
const shortText = 1_000

/** A compiled pattern, with the methods that ajv needs. */
export type Pattern = { test(text: string): boolean; toString(): string }

/**
 * Compiles an RE2 pattern (no backreferences, no look-around), which no text can keep running for
 * long. A text that is too long for the size of the program does not match. Throws for an unknown
 * syntax and for a program that is too large.
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
    // NOTE ajv identifies patterns by this text
    toString: () => source,
  }
}

/** Why a pattern cannot be used; undefined when it can. */
export function patternFault(source: string): string | undefined {
  try {
    compilePattern(source)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
