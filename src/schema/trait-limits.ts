import type { Problem } from '#errors/invalid-input.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { TraitUses } from './identity-schema.ts'

/** The most members of objects and entries of lists that the traits of an identity have in all. */
export const maxTraitEntries = 1000
/** The most identifiers, and the most addresses of a kind, that an account has. */
export const maxIdentifiers = 20
/** The most problems of one submission that are told. */
export const maxProblems = 100

/**
 * How many members and entries a value has, counted no further than one more than `limit`: what is
 * refused costs no more than what is taken.
 */
export function countEntries(value: Json, limit = maxTraitEntries): number {
  const open: Json[] = [value]
  let count = 0
  while (open.length > 0 && count <= limit) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const values = Object.values(next)
    count += values.length
    if (count <= limit) open.push(...values)
  }
  return Math.min(count, limit + 1)
}

/** The problem of traits that are too many to look at; undefined for others. */
export function tooManyTraits(traits: JsonObject, field: string): Problem | undefined {
  if (countEntries(traits) <= maxTraitEntries) return undefined
  return problem(field, `This has more than ${maxTraitEntries} values.`)
}

/** The problem of an account that would have too many identifiers or addresses. */
export function tooManyUses(uses: TraitUses, field: string): Problem | undefined {
  const { identifiers, verification, recovery } = uses
  const types = new Set(identifiers.map(({ type }) => type))
  const most = Math.max(
    ...[...types].map((one) => identifiers.filter(({ type }) => type === one).length),
    verification.length,
    recovery.length,
  )
  return most > maxIdentifiers
    ? problem(field, `An account can have at most ${maxIdentifiers} addresses or sign-in names.`)
    : undefined
}

const problem = (field: string, reason: string): Problem => ({
  field,
  message: message('validation.generic', { reason }),
})
