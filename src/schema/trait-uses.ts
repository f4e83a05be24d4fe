import { isObject, type JsonObject } from '#lib/json.ts'
import { canonical } from './canonical.ts'
import type { Extension } from './extension.ts'
import type { TraitUses } from './identity-schema.ts'
import type { TraitsTree } from './traits-tree.ts'
import type { CredentialName } from './credential-uses.ts'

/** A place with a use; `path` leads to it, and undefined stands for every entry of a list. */
type Site = {
  readonly path: readonly (string | undefined)[]
  readonly place: TraitsTree
  readonly use: Extension
}

export function sitesOf(
  place: TraitsTree,
  path: readonly (string | undefined)[] = [],
): readonly Site[] {
  return [
    ...place.uses.map((use) => ({ path, place, use })),
    ...(place.items ? sitesOf(place.items, [...path, undefined]) : []),
    ...[...place.members].flatMap(([key, member]) => sitesOf(member, [...path, key])),
  ]
}

/** Reads what traits are used for, as their schema says. Only non-empty text and numbers are used. */
export function createTraitUsesReader(traits: TraitsTree): (traits: JsonObject) => TraitUses {
  const sites = sitesOf(traits)
  return (values) => {
    const found = sites
      .flatMap(({ path, use }) =>
        textsAt(values, path).map((text) => ({ text, value: canonical(text), use })),
      )
      .filter((one) => one.value !== '')
    return {
      identifiers: distinct(
        found.flatMap(({ value, use }) =>
          use.identifiers.map(({ type, via }) => ({ type, value, via })),
        ),
      ),
      verification: distinct(
        found.flatMap(({ value, use }) =>
          use.verification ? [{ via: use.verification, value }] : [],
        ),
      ),
      recovery: distinct(
        found.flatMap(({ value, use }) => (use.recovery ? [{ via: use.recovery, value }] : [])),
      ),
      accountName: found.find(({ use }) => use.accountName)?.text,
      displayName: found.find(({ use }) => use.displayName)?.text,
    }
  }
}

/** A text that changes with what the traits are used for, and with nothing else. */
export const usesMarkOf = (traits: TraitsTree): string =>
  JSON.stringify(sitesOf(traits).map(({ path, use }) => [path.map((key) => key ?? null), use]))

/** The traits that are identifiers for credentials of these types. */
export function identifyingPlaces(
  traits: TraitsTree,
  types: readonly CredentialName[],
): readonly TraitsTree[] {
  return [
    ...new Set(
      sitesOf(traits)
        .filter(({ use }) => use.identifiers.some(({ type }) => types.includes(type)))
        .map(({ place }) => place),
    ),
  ]
}

/** The first trait that names the account in a passkey. */
export const displayNamePlace = (traits: TraitsTree): TraitsTree | undefined =>
  sitesOf(traits).find(({ use }) => use.displayName)?.place

function textsAt(
  value: unknown,
  path: readonly (string | undefined)[],
  step = 0,
): readonly string[] {
  if (step === path.length)
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
  const key = path[step]
  if (key === undefined)
    return Array.isArray(value) ? value.flatMap((entry) => textsAt(entry, path, step + 1)) : []
  return isObject(value) && Object.hasOwn(value, key) ? textsAt(value[key], path, step + 1) : []
}

function distinct<T extends Readonly<Record<string, string | undefined>>>(
  items: readonly T[],
): readonly T[] {
  if (items.length < 2) return items
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}
