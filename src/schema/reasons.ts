import type { ErrorObject } from 'ajv'

// How many unknown names are repeated to the sender.
const maxNames = 5
const maxName = 64

const formats: Readonly<Record<string, string>> = {
  email: 'Please fill in an email address.',
  tel: 'Please fill in a phone number, beginning with + and the country.',
  uri: 'This is not a web address.',
  url: 'This is not a web address.',
  date: 'This is not a date such as 2024-12-31.',
  time: 'This is not a time such as 12:30:00Z.',
  'date-time': 'This is not a date and time such as 2024-12-31T12:30:00Z.',
  uuid: 'This is not a UUID.',
  ipv4: 'This is not an IPv4 address.',
  ipv6: 'This is not an IPv6 address.',
  hostname: 'This is not the name of a host.',
}

/**
 * A sentence for an error that has no message of its own. `names`: the fields that should not be
 * there.
 */
export function reasonFor(error: ErrorObject, names: readonly string[]): string {
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'false schema':
      if (names.length === 0) return 'Nothing may be filled in here.'
      return `There is no field with the name ${listed(
        names.map((name) => name.slice(0, maxName)),
        'or',
      )}.`
    case 'enum':
      return `This must be ${listed(
        (error.params['allowedValues'] as unknown[]).map((one) =>
          typeof one === 'string' ? one : JSON.stringify(one),
        ),
        'or',
        Infinity,
      )}.`
    case 'format':
      return (
        formats[String(error.params['format'])] ??
        `This is not a value of the form ${String(error.params['format'])}.`
      )
    case 'additionalItems':
    case 'items':
    case 'unevaluatedItems':
      return 'There are more entries here than there may be.'
    case 'contains':
      return 'An entry that must be here is missing, or there are too many of it.'
    case 'propertyNames':
      return 'A name here is not allowed.'
    case 'minProperties':
      return 'More must be filled in here.'
    case 'maxProperties':
      return 'Less must be filled in here.'
    case 'oneOf':
      return 'This fits more than one of the things that it may be.'
    default:
      return 'This value is not allowed here.'
  }
}

function listed(words: readonly string[], joined: string, most = maxNames): string {
  const shown = words.slice(0, most)
  const last = words.length > shown.length ? 'others' : shown.length > 1 ? shown.pop() : undefined
  return last === undefined ? shown.join(', ') : `${shown.join(', ')} ${joined} ${last}`
}
