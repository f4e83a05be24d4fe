// The sentences of the overview.
import type { ActivityKind } from '#telemetry/activity-store.ts'
import { told } from '../languages/told.ts'

const several = (count: string, one: string, many: string) =>
  `${count} ${count === '1' ? one : many}`

export const overviewTexts = told('overview', {
  title: 'Overview',
  people: 'People',
  active: 'Active sessions',
  waiting: 'Messages that wait',
  atLeast: (value: string) => `${value}+`,
  health: 'Health',
  ready: 'Ready',
  notReady: 'Not ready',
  version: 'Version',
  revision: 'Configuration',
  editions: 'Editions',
  moreHealth: 'Database, memory, clock and more',
  newest: 'Newest people',
  all: 'All people',

  attention: 'What needs attention',
  calm: 'Nothing.',
  notReadyBecause: (component: string, reason: string) => `Not ready, ${component}: ${reason}`,
  messagesGivenUp: (count: string) =>
    several(count, 'message was given up', 'messages were given up'),
  callsGivenUp: (count: string) =>
    several(count, 'call to another system was given up', 'calls to other systems were given up'),
  warnings: (count: number) =>
    several(String(count), 'warning of the configuration', 'warnings of the configuration'),
  reloadRefused: 'The changed configuration cannot be used, the one before stays in force',
  held: (count: number) =>
    several(String(count), 'account is held by the shield', 'accounts are held by the shield'),

  activity: 'Activity',
  ranges: { day: '24 hours', month: '30 days' },
  ago: { day: '24 hours ago', month: '30 days ago' },
  now: { day: 'now', month: 'today' },
  per: { day: 'in an hour', month: 'in a day' },
  kinds: {
    'sign-ups': 'Sign-ups',
    'sign-ins': 'Sign-ins',
    failures: 'Failed sign-ins',
    'second-factors': 'Second factors',
    messages: 'Messages sent',
  } satisfies Record<ActivityKind, string>,
  most: (count: string, per: string) => `at most ${count} ${per}`,
  chart: (label: string, total: string, range: string, most: string) =>
    `${label}: ${total} in ${range}, ${most}`,
  asTable: 'As a table',
  tableCaption: (range: string) => `Activity of the last ${range}`,
  from: 'From',
})
