// Values that a template should have replaced: `${SECRET}`, `{{ .Values.dsn }}`, `__SECRET__`.
import { isObject } from '#lib/json.ts'
import { isIgnored } from './schema/ignored-keys.ts'
import type { Path } from './paths.ts'

export const unfilledProblem = 'looks like a template that has not been filled in'

/** The value is nothing else. */
const whole: readonly RegExp[] = [
  /^\$\{[^{}]+\}$/,
  /^\$\([^()]+\)$/,
  /^\$[A-Z_][A-Z0-9_]*$/,
  /^\{\{.*\}\}$/s,
  /^\{%.*%\}$/s,
  /^__[A-Za-z0-9_]+__$/,
  /^%[A-Z_][A-Z0-9_]*%$/,
  /^<[A-Z][A-Z0-9_ -]*>$/,
]
/** A part of the value, where nothing but a template writes it. */
const part = /\$\{[A-Za-z_][A-Za-z0-9_.:-]*\}|\{\{[^{}]*\}\}/
/** Programs and templates that stand in the configuration itself have such parts by right. */
const inline = /^base64:/i

const isUnfilled = (text: string) => part.test(text) || whole.some((one) => one.test(text.trim()))

/** The paths of such values. A secret that everybody knows must not be used as one. */
export function placeholdersIn(
  tree: unknown,
  path: Path = [],
): readonly { readonly path: Path; readonly problem: string; readonly allowed: undefined }[] {
  if (typeof tree === 'string')
    return !inline.test(tree) && isUnfilled(tree) && !isIgnored(path)
      ? [{ path, problem: unfilledProblem, allowed: undefined }]
      : []
  if (Array.isArray(tree))
    return (tree as unknown[]).flatMap((one, position) => placeholdersIn(one, [...path, position]))
  if (!isObject(tree)) return []
  return Object.entries(tree).flatMap(([key, below]) => placeholdersIn(below, [...path, key]))
}
