import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { acceptedLanguage } from '#languages/language.ts'
import type { LanguageSettings } from './settings.ts'

/** Traits that may have a language, in order of preference. */
const names = ['locale', 'language', 'lang'] as const

/**
 * The language of whoever a message is for, as a BCP 47 tag; `de_AT` counts as `de-AT`. It is read
 * from the identity, and otherwise from the request that has the message sent.
 */
export function languageOf(
  data: JsonObject,
  { from, offered }: Pick<LanguageSettings, 'from' | 'offered'>,
): string | undefined {
  const { Identity: identity, Traits: traits } = data
  const person = { ...(isObject(identity) ? identity : {}), ...(traits ? { traits } : {}) }
  const places = [...(from === undefined ? [] : [from]), ...names.map((name) => `traits.${name}`)]
  return (
    places.map((place) => tagAt(person as JsonObject, place)).find((tag) => tag !== undefined) ??
    acceptedLanguage(headerOf(data['RequestHeaders']), offered)
  )
}

function tagAt(person: JsonObject, place: string): string | undefined {
  const value = place
    .split('.')
    .reduce<Json | undefined>(
      (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      person,
    )
  return typeof value === 'string' && /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(value)
    ? value.replaceAll('_', '-')
    : undefined
}

function headerOf(headers: Json | undefined): string {
  const values = isObject(headers) ? headers['Accept-Language'] : undefined
  return Array.isArray(values) ? values.join(',') : ''
}
