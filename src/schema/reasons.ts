import type { ErrorObject } from 'ajv'
import { because, type Because, type ReasonKey } from '#messages/reasons.ts'

// How many unknown names are repeated to the sender.
const maxNames = 5
const maxName = 64

/** Formats that people fill in. */
const known: Readonly<Record<string, ReasonKey>> = {
  email: 'email',
  tel: 'phone',
  uri: 'web-address',
  url: 'web-address',
  date: 'date',
  time: 'time',
  'date-time': 'date-time',
}
const formats: Readonly<Record<string, string>> = {
  uuid: 'This is not a UUID.',
  ipv4: 'This is not an IPv4 address.',
  ipv6: 'This is not an IPv6 address.',
  hostname: 'This is not the name of a host.',
}

/**
 * A sentence for an error that has no message of its own. `names`: the fields that should not be
 * there.
 */
export function reasonFor(error: ErrorObject, names: readonly string[]): Because {
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'false schema':
      if (names.length === 0) return { reason: 'Nothing may be filled in here.' }
      return {
        reason: `There is no field with the name ${listed(
          names.map((name) => name.slice(0, maxName)),
          'or',
        )}.`,
      }
    case 'enum':
      return because('choice', {
        choices: listed(
          (error.params['allowedValues'] as unknown[]).map((one) =>
            typeof one === 'string' ? one : JSON.stringify(one),
          ),
          'or',
          Infinity,
        ),
      })
    case 'format':
      return formatReason(String(error.params['format']))
    case 'additionalItems':
    case 'items':
    case 'unevaluatedItems':
      return because('too-many-entries')
    case 'contains':
      return { reason: 'An entry that must be here is missing, or there are too many of it.' }
    case 'propertyNames':
      return { reason: 'A name here is not allowed.' }
    case 'minProperties':
      return because('more-needed')
    case 'maxProperties':
      return { reason: 'Less must be filled in here.' }
    case 'oneOf':
      return { reason: 'This fits more than one of the things that it may be.' }
    default:
      return because('not-allowed')
  }
}

function formatReason(format: string): Because {
  const why = known[format]
  if (why !== undefined) return because(why)
  return { reason: formats[format] ?? `This is not a value of the form ${format}.` }
}

function listed(words: readonly string[], joined: string, most = maxNames): string {
  const shown = words.slice(0, most)
  const last = words.length > shown.length ? 'others' : shown.length > 1 ? shown.pop() : undefined
  return last === undefined ? shown.join(', ') : `${shown.join(', ')} ${joined} ${last}`
}
