// Every sentence of the pages of jobs.
import type { JobKind, JobState } from '#jobs/job.ts'
import { told } from '../languages/told.ts'

export const texts = told('jobs', {
  title: 'Jobs',
  lead: 'Work on many people, which goes on in the background.',
  caption: 'Jobs, newest first',
  what: 'What',
  who: 'To whom',
  state: 'State',
  progress: 'Progress',
  by: 'Asked for by',
  created: 'Asked for',
  started: 'Begun',
  ended: 'Over',
  none: 'No jobs',
  noneHint: 'Choose people on their list, and what is to be done to them.',
  kinds: {
    disable: 'Disable',
    enable: 'Enable',
    'end-sessions': 'End all sessions',
    delete: 'Delete',
    'send-verification': 'Send verification messages',
    'reset-second-factors': 'Reset second factors',
  } satisfies Record<JobKind, string>,
  leads: {
    disable: 'Nobody can sign in to these accounts any more, and their sessions rest.',
    enable: 'People can sign in to these accounts again.',
    'end-sessions': 'These people have to sign in again, on every device.',
    delete:
      'These accounts are deleted with their sign-in methods, sessions and flows. What is deleted ' +
      'cannot be restored.',
    'send-verification':
      'Each address that is not verified gets a message with which to verify it. People without such ' +
      'an address get none, nor do addresses that had too many lately.',
    'reset-second-factors':
      'These people are told at all their addresses, and can stop it. After the delay of the ' +
      'configuration their second factors are removed and their sessions end. Nothing is done to ' +
      'people without second factors.',
  } satisfies Record<JobKind, string>,
  states: {
    waiting: 'Waiting',
    running: 'Running',
    done: 'Done',
    cancelled: 'Cancelled',
    failed: 'Failed',
  } satisfies Record<JobState, string>,
  actors: {
    anonymous: 'Somebody without a token',
    command: 'A command',
    operator: 'An operator',
    person: 'A person',
    server: 'The server',
    token: 'A token',
  },
  people: { one: '{1} person', other: '{1} people' },
  titleOf: '{1}: {2}',
  confirm: '{1}: {2}?',
  everybody: 'everybody',
  matching: 'those who match',
  filter: { words: 'Words', state: 'State', schema: 'Schema', more: 'Other conditions' },
  more: 'and {1} more',
  begin: 'Begin',
  leave: 'Leave it',
  nobody: 'Nobody is chosen',
  nobodyHint: 'Choose people on the list, or all that match, and an action.',
  back: 'To the list',
  cancel: 'Cancel the job',
  cancelLead: 'It stops after the batch that is being worked on. What is done stays done.',
  reloads: 'This page shows the progress by itself every two seconds.',
  done: 'Done',
  failed: 'Failed',
  remaining: 'Not done',
  of: '{1} of {2}',
  failures: 'Why it failed',
  failuresLead: 'The first {1} of {2}.',
  person: 'Person',
  reason: 'Reason',
})
