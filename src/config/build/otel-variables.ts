// The variables of OpenTelemetry
// (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
import type { Plan } from './plan.ts'

export type OtelVariables = {
  /** The value of the first of these that is set. */
  text(...names: readonly string[]): string | undefined
  /** A number; one that is none is told of, and counts as not set. */
  count(name: string, fallback: number): number
  /** A list of `key=value`, percent-encoded; what is none is told of. */
  pairs(...names: readonly string[]): Readonly<Record<string, string>>
  /** Tells that a variable has a value that is not known here. */
  unknown(name: string, instead: string): void
  /** Those that are set and match. */
  set(matching: RegExp): readonly string[]
}

/** An empty variable counts as not set. */
export function otelVariables({ otel, warn }: Pick<Plan, 'otel' | 'warn'>): OtelVariables {
  const value = (name: string) => otel[name]?.trim() || undefined
  const nameOf = (names: readonly string[]) => names.find((name) => value(name) !== undefined)
  const unknown = (name: string, instead: string) =>
    warn([], `${name} has a value that is not known here: ${instead}`)
  return {
    unknown,
    text: (...names) => value(nameOf(names) ?? ''),
    count(name, fallback) {
      const text = value(name)
      if (text === undefined) return fallback
      if (/^[0-9]{1,9}$/.test(text) && Number(text) > 0) return Number(text)
      unknown(name, `${fallback} is taken`)
      return fallback
    },
    pairs(...names) {
      const name = nameOf(names)
      if (name === undefined) return {}
      const found: Record<string, string> = {}
      for (const pair of (value(name) ?? '').split(',')) {
        const [, key, text] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
        const decoded = text === undefined ? undefined : decode(text)
        if (key !== undefined && decoded !== undefined) found[key] = decoded
        else if (pair.trim() !== '') unknown(name, 'what is not key=value is left out')
      }
      return found
    },
    set: (matching) => Object.keys(otel).filter((name) => matching.test(name) && value(name)),
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
