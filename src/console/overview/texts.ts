// The sentences of the overview.
import type { ActivityKind } from '#telemetry/activity-store.ts'
import { told } from '../languages/told.ts'

export const overviewTexts = told('overview', {
  title: 'Overview',
  people: 'People',
  active: 'Active sessions',
  waiting: 'Messages that wait',
  atLeast: '{1}+',
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
  notReadyBecause: 'Not ready, {1}: {2}',
  messagesGivenUp: { one: '{1} message was given up', other: '{1} messages were given up' },
  callsGivenUp: {
    one: '{1} call to another system was given up',
    other: '{1} calls to other systems were given up',
  },
  warnings: { one: '{1} warning of the configuration', other: '{1} warnings of the configuration' },
  reloadRefused: 'The changed configuration cannot be used, the one before stays in force',
  held: { one: '{1} account is held by the shield', other: '{1} accounts are held by the shield' },

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
  most: 'at most {1} {2}',
  chart: '{1}: {2} in {3}, {4}',
  asTable: 'As a table',
  tableCaption: 'Activity of the last {1}',
  from: 'From',
})
