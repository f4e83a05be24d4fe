// Everything a template may call: Go's own functions and the common ones of Sprig.
import { basics } from './basics.ts'
import { collections } from './collections.ts'
import { strings } from './strings.ts'
import type { TemplateFunction } from './template-function.ts'

export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({ ...basics(), ...strings(), ...collections() }),
)

// NOTE these two are looked at before their arguments are; the names must be known
export const isFunction = (name: string): boolean =>
  functions.has(name) || name === 'and' || name === 'or'
