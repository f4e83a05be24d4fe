// The sentences of the pages about the shield.
import type { BudgetKind } from '#shield/budget-store.ts'
import { told } from '../languages/told.ts'

export const shieldTexts = told('shield', {
  title: 'Shield',
  lead: 'Limits on guessing and on messages: what is held against an account, an address or a network.',
  off: 'The shield is switched off (pallas.shield.enabled): nothing is counted.',
  of: 'Id of a person, address, or network',
  hint: 'For example ada@example.org, +49 170 1234567, 203.0.113.7 or 203.0.113.0/24.',
  show: 'Show',
  heldAgainst: (what: string) => `Held against ${what}`,
  caption: 'Tries that were spent and have not come back yet',
  kind: 'What is counted',
  /** What is counted, as operators are told. */
  kinds: {
    account: 'Wrong passwords for the account',
    code: 'Wrong codes for an address',
    'second-factor': 'Wrong second factors of the account',
    device: 'Tries of a known device',
    network: 'Wrong tries of the network',
    recipient: 'Messages with a new code or link',
    resend: 'Messages that repeat the last code or link',
    'network-messages': 'Messages that the network asks for',
  } satisfies Partial<Record<BudgetKind, string>>,
  state: 'State',
  spent: 'Spent',
  ofTries: (spent: number, tries: number) => `${spent} of ${tries}`,
  next: 'One comes back in',
  whole: 'All are back in',
  held: 'Held',
  counting: 'Counting',
  waits: 'Nothing more is checked until one comes back, or with a proof of work.',
  nothing: 'Nothing is held',
  nothingHint: 'All tries are there.',
  devices: (count: number) =>
    count === 1
      ? 'One known device has tries of its own.'
      : `${count} known devices have tries of their own.`,
  clear: 'Give all tries back',
  person: 'The person',
  lately: 'Accounts with failed sign-ins',
  latelyLead: (entries: number) =>
    `Among the newest ${entries} entries of the audit trail, the latest first.`,
  latelyCaption: 'Accounts with failed sign-ins, and what is held against them',
  account: 'Account',
  failures: 'Failures',
  last: 'Last failure',
  networks: 'From',
  calm: 'No failed sign-ins',
  calmHint: 'Wrong passwords and codes for accounts that are here appear in this list.',
})
