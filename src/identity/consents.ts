// What somebody has accepted, and taken back, and when: terms whose trait the schema marks with `terms`.
import { isObject, valueAt, type Json, type JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import { compareVersions } from '#schema/own-extension.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { TermsTrait } from '#schema/terms.ts'
import type { Consent, Identity } from './identity.ts'

/** Of one trait; the oldest but the first go when somebody changes their mind more often. */
const mostKept = 100

/** `touched`: the traits that the person has had before them. */
type Change = {
  readonly before: JsonObject
  readonly after: JsonObject
  readonly touched?: JsonObject
  readonly at: Timestamp
}

/**
 * The consents with what has changed. Acceptance is noted where its owner has given it (`touched`); that it
 * is gone, always.
 */
export function withConsents(
  consents: readonly Consent[],
  { terms }: Pick<IdentitySchema, 'terms'>,
  { before, after, touched, at }: Change,
): readonly Consent[] {
  return terms.reduce((noted, one) => {
    const [was, is] = [isAccepted(before, one), isAccepted(after, one)]
    if (is && !was && touched && isAccepted(touched, one))
      return added(noted, consentOf(one, true, at))
    return was && !is ? added(noted, consentOf(one, false, at)) : noted
  }, consents)
}

/** The identity once its owner has said whether they accept the versions in force of these terms. */
export function withAnswer(
  identity: Identity,
  terms: readonly TermsTrait[],
  given: boolean,
  at: Timestamp,
): Identity {
  if (terms.length === 0) return identity
  return {
    ...identity,
    traits: terms.reduce((traits, { path }) => withValue(traits, path, given), identity.traits),
    consents: terms.reduce(
      (noted, one) => added(noted, consentOf(one, given, at)),
      identity.consents,
    ),
    updatedAt: at,
  }
}

/**
 * The terms that the person has to be asked about: they are in force in a newer version than was accepted,
 * or it is not known that they were. Nobody is asked about what they have not accepted and need not.
 */
export const termsToAskFor = (
  { traits, consents }: Pick<Identity, 'traits' | 'consents'>,
  { terms }: Pick<IdentitySchema, 'terms'>,
): readonly TermsTrait[] =>
  terms.filter((one) => {
    const accepted = isAccepted(traits, one)
    if (!accepted) return one.isMandatory
    const last = consents.findLast(({ trait }) => trait === one.name)
    return last?.given !== true || compareVersions(last.version, one.version) < 0
  })

function consentOf({ name, version, url }: TermsTrait, given: boolean, at: Timestamp): Consent {
  return { trait: name, version, ...(url === undefined ? {} : { url }), given, at }
}

function added(consents: readonly Consent[], one: Consent): readonly Consent[] {
  const own = consents.filter(({ trait }) => trait === one.trait)
  const tooMany = own.length < mostKept ? undefined : own[1]
  return [...consents.filter((other) => other !== tooMany), one]
}

export const isAccepted = (traits: JsonObject, { path }: TermsTrait): boolean =>
  valueAt(traits, path) === true

function withValue(
  traits: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  const inner = traits[key]
  const next = rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value)
  return { ...traits, [key]: next }
}
