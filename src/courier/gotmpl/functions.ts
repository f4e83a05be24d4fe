// All functions of templates: those of Go and the common ones of Sprig.
import { basics } from './basics.ts'
import { collections } from './collections.ts'
import { strings } from './strings.ts'
import type { TemplateFunction } from './template-function.ts'

export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({ ...basics(), ...strings(), ...collections() }),
)

// NOTE these two are evaluated without being functions; their names must be known
export const isFunction = (name: string): boolean =>
  functions.has(name) || name === 'and' || name === 'or'
