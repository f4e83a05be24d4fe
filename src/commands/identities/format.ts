// Reads the import format: one identity per line, as the JSON body of the admin API's create operation
// plus the id.
import { isUtf8 } from 'node:buffer'
import { newIdentity } from '#editions/newest.ts'
import {
  badRequest,
  booleanOf,
  fieldsOf,
  isUuid,
  listOf,
  textField,
  timeOf,
} from '#editions/shared/fields.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { readBody } from '#http/body.ts'
import type { Consent } from '#identity/identity.ts'
import { Conflict } from '#identity/identity-store.ts'
import type { NewIdentity } from '#identity/prepare.ts'
import { isObject } from '#lib/json.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { describedIn } from './personal-data.ts'
import type { Line } from './read-lines.ts'

const inEnglish = createMessageRenderer()

/** Parses a line. Throws Refusal when it is not the description of an identity. */
export async function readLine(line: Line): Promise<NewIdentity> {
  if ('fault' in line) throw badRequest(`The line cannot be read: ${line.fault}.`)
  if (!isUtf8(line.bytes)) throw badRequest('The line cannot be read: it is not in UTF-8.')
  const body = await readBody(line.bytes, 'application/json')
  if (body.kind !== 'json') throw badRequest('The line is not JSON, or nested too deeply.')
  const identity = readDescription(body.value)
  return line.isTable ? { ...identity, traitsAreTexts: true } : identity
}

/** Parses a JSON value. Throws Refusal when it is not the description of an identity. */
export function readDescription(given: unknown): NewIdentity {
  const value = describedIn(given)
  if (!isObject(value)) throw badRequest('The line must be a JSON object.')
  const { id, consents, ...rest } = value
  const noted = listOf({ at: '', values: { consents } }, 'consents', readConsent)
  const identity = { ...newIdentity(rest, ''), ...(noted ? { consents: noted } : {}) }
  if (id === undefined || id === null) return identity
  if (typeof id !== 'string' || !isUuid(id)) throw badRequest('id must be a UUID.')
  return { ...identity, id: id.toLowerCase() }
}

const consentKeys = ['trait', 'version', 'url', 'given', 'at']

/** What was accepted or taken back at another server. Throws Refusal. */
function readConsent(value: unknown, at: string): Consent {
  const fields = fieldsOf(value, consentKeys, at)
  const needed = <T>(one: T | undefined, name: string): T => {
    if (one === undefined) throw badRequest(`${at}.${name} is missing.`)
    return one
  }
  const url = textField(fields, 'url', 2048)
  return {
    trait: needed(textField(fields, 'trait', 256), 'trait'),
    version: needed(textField(fields, 'version', 128), 'version'),
    ...(url === undefined ? {} : { url }),
    given: needed(booleanOf(fields, 'given'), 'given'),
    at: needed(timeOf(fields, 'at'), 'at'),
  }
}

/** Why a line is refused; undefined when the error is not caused by the line's content. */
export function reasonOf(error: unknown, render = inEnglish): string | undefined {
  if (error instanceof Conflict) return error.message
  if (error instanceof InvalidInput)
    return error.problems
      .map(({ field, message }) =>
        field === undefined ? render(message).text : `${field}: ${render(message).text}`,
      )
      .join(' ')
  return error instanceof Refusal && error.kind !== 'unavailable' && error.kind !== 'misconfigured'
    ? (error.reason ?? error.message)
    : undefined
}
