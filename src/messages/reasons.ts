// What the messages without a sentence of their own say: known reasons, so that each can be told in
// the language of a person. Clients get the English text.
import { prepareText, type Text } from '#lib/text-places.ts'

export const reasons = {
  // NOTE clauses: the sentences that have them, here and in published translations, end with the stop
  'password-words': 'it is little more than your own data or the name of this service',
  'password-common': 'many people use it. Please choose another',
  'password-unchecked':
    'it could not be compared with the list of leaked passwords. Please try again',

  'web-address': 'This is not a web address.',
  date: 'This is not a date such as 2024-12-31.',
  time: 'This is not a time such as 12:30:00Z.',
  'date-time': 'This is not a date and time such as 2024-12-31T12:30:00Z.',
  email: 'Please fill in an email address.',
  phone: 'Please fill in a phone number, beginning with + and the country.',
  choice: 'This must be {choices}.',
  'too-many-entries': 'There are more entries here than there may be.',
  'more-needed': 'More must be filled in here.',
  'not-allowed': 'This value is not allowed here.',

  'many-tries-moment': 'There were too many wrong tries. Please try again in a moment.',
  'many-tries': {
    one: 'There were too many wrong tries. Please try again in {count} minute.',
    other: 'There were too many wrong tries. Please try again in {count} minutes.',
  },
  'many-messages-moment': 'Too many messages were asked for. Please try again in a moment.',
  'many-messages': {
    one: 'Too many messages were asked for. Please try again in {count} minute.',
    other: 'Too many messages were asked for. Please try again in {count} minutes.',
  },
  'wrong-codes-ask': 'There were too many wrong codes. Please ask for a new one.',
  'wrong-codes-start': 'There were too many wrong codes. Please start again.',
  'message-sent-already':
    'This form has sent its message already. Please begin anew if you need another.',
  'not-sent-on':
    'This worked, but you cannot be sent on: the return_to address is not on the list of allowed addresses.',
  'address-proved':
    'You have proved before that you have this address. Please use another second factor.',
  'another-account': 'You are signed in with another account; only that one can be confirmed here.',
  'signed-in-already':
    'You are signed in already. Sign out first, or ask for a flow that confirms the session.',

  'provider-refused': 'You did not let {provider} tell us who you are.',
  'provider-failed': '{provider} could not tell us who you are ({error}).',
  'provider-silent':
    '{provider} does not answer at the moment. Please try again later, or another way.',
  'provider-not-accepted': 'You cannot come in by what {provider} says of you.',
  'provider-unnamed': 'Please say which provider to connect with, or to disconnect from.',
  'last-way-provider':
    'This is your last way to sign in. Set a password, or connect with another provider first.',
  'last-way-key': 'This is your last way to sign in. Set a password, or add another key first.',

  'key-not-added': 'This key could not be added. Please load the page again, then try once more.',
  'key-there': 'This key is set up already.',
  'key-answer': 'This is not the answer of a passkey or a security key. Please try again.',
  'app-there':
    'There is an authenticator app already. Please remove it before you set up another one.',
  'app-key-gone':
    'The key for the authenticator app is not in this form any more. Please take the new one.',
  'no-codes': 'There are no backup codes yet. Please make new ones.',
  'no-new-codes': 'There are no new backup codes to confirm. Please make new ones.',
} as const satisfies Readonly<Record<string, Text>>

export type ReasonKey = keyof typeof reasons
export type ReasonFacts = { readonly [name: string]: string | number }

/** A reason as facts of a message: its English text, and how it can be told otherwise. */
export type Because = {
  readonly reason: string
  readonly why?: ReasonKey
  readonly given?: ReasonFacts
}

const english = new Intl.PluralRules('en')

/** `message('validation.generic', because('date'))` */
export function because(why: ReasonKey, given?: ReasonFacts): Because {
  const text = prepareText(reasons[why], english)
  return {
    reason: typeof text === 'string' ? text : text(given ?? {}),
    why,
    ...(given ? { given } : {}),
  }
}
