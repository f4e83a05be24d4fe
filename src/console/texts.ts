// The sentences of the console; pages with many of them have a file of their own.
import { texts as newPerson } from './new-person/texts.ts'
import { texts as operators } from './operators/texts.ts'
import { texts as person } from './person/texts.ts'

/** "3 minutes ago", "in 2 days". */
function distance(ms: number): string {
  const units = [
    ['year', 31_536_000_000],
    ['month', 2_592_000_000],
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const
  const [unit, size] = units.find(([, one]) => Math.abs(ms) >= one) ?? ['second', 1000]
  return unit === 'second' && ms <= 0
    ? 'just now'
    : new Intl.RelativeTimeFormat('en').format(Math.trunc(ms / size), unit)
}

/** "15 minutes", "2 days". */
const duration = (ms: number): string => distance(Math.max(ms, 1000)).replace(/^in /, '')

export const texts = {
  name: 'Console',
  navigation: 'Console',
  menu: 'Menu',
  skip: 'Skip to the content',
  openToAll: 'Development mode: everybody on this machine can use this console.',
  forged: 'The form does not belong to this browser, or is too old. Go back, reload, try again.',
  back: 'Back',
  copy: 'Copy',
  copied: 'Copied',
  none: '–',
  never: 'never',
  distance,
  duration,
  actions: 'Actions',
  sections: {
    overview: 'Overview',
    people: 'People',
    jobs: 'Jobs',
    sessions: 'Sessions',
    messages: 'Messages',
    outbox: 'Outbox',
    shield: 'Shield',
    schemas: 'Schemas',
    providers: 'Providers',
    configuration: 'Configuration',
    health: 'Health',
    audit: 'Audit trail',
    operators: operators.title,
    mailbox: 'Mailbox',
  },
  search: { label: 'Search people', button: 'Search' },
  pages: { label: 'Pages', first: 'First page', next: 'Next page' },
  filter: { apply: 'Apply', any: 'Any', reset: 'Clear filters' },
  count: (value: number, atLeast: boolean, one: string, many: string) =>
    `${atLeast ? 'More than ' : ''}${value.toLocaleString('en')} ${value === 1 ? one : many}`,

  done: {
    'signed-in-again': 'You are signed in again. What you wanted to do is not done: do it now.',
    'message-deleted': 'The message is deleted.',
    saved: 'The changes are saved.',
    disabled: 'The account is disabled: nobody can sign in to it.',
    enabled: 'The account is enabled again.',
    verified: 'The address counts as verified.',
    unverified: 'The address does not count as verified any more.',
    sent: 'A message is on its way to the address.',
    'credential-removed': 'The sign-in method is removed.',
    'session-ended': 'The session is ended.',
    'sessions-ended': 'All sessions are ended.',
    'reset-begun': 'The reset is announced to the person, and will be carried out.',
    'reset-cancelled': 'The reset is cancelled.',
    'devices-forgotten': 'No device is remembered any more.',
    deleted: 'The account and all that belonged to it are deleted.',
    requeued: 'The message is queued again.',
    replayed: 'The call is queued again.',
    'tries-given-back': 'All tries are given back.',
    ...operators.done,
    ...newPerson.done,
  },

  people: {
    title: 'People',
    create: 'New person',
    import: 'Import',
    caption: 'People that were found',
    person: 'Person',
    identifier: 'Signs in as',
    state: 'State',
    schema: 'Schema',
    created: 'Created',
    lastSignIn: 'Last sign-in',
    sort: 'Order',
    one: 'person',
    many: 'people',
    incomplete: 'The search index is being built: some people may be missing.',
    nobody: 'Nobody is here yet',
    nobodyHint: 'People appear once they sign up, or are imported with pallas identities import.',
    notFound: 'Nobody was found',
    notFoundHint:
      'Words are compared from their beginning, with identifiers and the traits that the schema ' +
      'marks for search. Try fewer words, or clear the filters.',
    sorts: {
      '-created_at': 'Newest first',
      created_at: 'Oldest first',
      '-last_sign_in': 'Latest sign-in first',
      last_sign_in: 'Longest not signed in first',
      '-updated_at': 'Latest change first',
      updated_at: 'Longest not changed first',
    },
  },

  states: { active: 'Active', inactive: 'Disabled' },

  person,

  sessions: {
    title: 'Sessions',
    caption: 'Sessions, newest first',
    person: 'Person',
    device: 'Device',
    from: 'From',
    methods: 'Methods',
    level: 'Level',
    begun: 'Begun',
    expires: 'Expires',
    state: 'State',
    active: 'Active',
    ended: 'Ended',
    show: 'Show',
    all: 'All',
    onlyActive: 'Active ones',
    onlyEnded: 'Ended ones',
    end: 'End',
    unknownDevice: 'Unknown device',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
    none: 'No sessions',
    noneHint: 'A session begins when somebody signs in.',
  },

  messages: {
    title: 'Messages',
    caption: 'Messages, newest first',
    to: 'To',
    recipient: 'Sent to',
    subject: 'Subject',
    template: 'Template',
    status: 'Status',
    queued: 'Created',
    tries: 'Attempts',
    hidden: 'Contents are shown in development mode only: with them one can sign in.',
    details: 'Details',
    text: 'Plain text',
    frame: 'The message as a mail program shows it',
    attempts: 'Attempts',
    attempt: 'At',
    result: 'Result',
    success: 'Delivered',
    failed: 'Failed',
    noAttempts: 'Nothing was tried yet.',
    requeue: 'Send again',
    none: 'No messages',
    noneHint: 'Messages appear when flows send codes, links and notices.',
    statuses: {
      queued: 'Queued',
      processing: 'Being sent',
      sent: 'Sent',
      abandoned: 'Given up',
    },
  },

  outbox: {
    title: 'Outbox',
    lead: 'Calls to other systems that are made after a change is stored, at least once.',
    caption: 'Calls, newest first',
    topic: 'Topic',
    address: 'Address',
    person: 'Person',
    status: 'Status',
    tries: 'Attempts',
    created: 'Created',
    error: 'Last error',
    replay: 'Call again',
    none: 'No calls',
    noneHint: 'Web hooks that are to be made after the commit, and events, appear here.',
    statuses: { queued: 'Queued', delivered: 'Delivered', abandoned: 'Given up' },
  },

  errors: {
    401: 'Sign in to use the console',
    403: 'This is not allowed',
    stale: 'Confirm that it is you',
    404: 'There is nothing here',
    other: 'That did not work',
    defect: 'Something went wrong. The log has the details under the reference below.',
    reference: 'Reference',
  },
}
