// What the pages of the audit trail say.
import type { FaultKind } from '#audit/verify.ts'
import { told } from '../languages/told.ts'

export const texts = told('audit', {
  title: 'Audit trail',
  entry: 'Entry',
  caption: 'What was done, newest first',
  action: 'Action',
  actor: 'Who',
  actorHint: 'Id or kind',
  target: 'To whom or what',
  targetHint: 'Id',
  request: 'Request',
  from: 'From (UTC)',
  to: 'Until (UTC)',
  at: 'When',
  client: 'Address',
  fields: 'Changed',
  count: 'How many',
  right: 'Right',
  place: 'Place',
  placeOf: (stream: number, position: number) => `Stream ${stream}, position ${position}`,
  key: 'Key',
  document: 'As the API shows it',
  more: 'More of this',
  allOfActor: 'All by this actor',
  allOfTarget: 'All about this target',
  allOfRequest: 'All of this request',
  none: 'No entries',
  noneHint:
    'Changes of accounts, credentials and sessions appear here, and looks at what is secret.',
  notFound: 'Nothing was found',
  notFoundHint: 'The trail has ids, no addresses: what was done to a person is on their page, too.',
  exports: 'Export',
  exportLead: (most: number) =>
    `What the filters choose, newest first, up to ${most.toLocaleString('en')} entries; ` +
    'more by pallas audit export. An export is an entry itself.',
  formats: { jsonl: 'JSON lines', csv: 'CSV' },
  verify: 'Verify the trail',
  verified: 'Verification',
  whole: 'The trail is whole: nothing was changed, removed, added or reordered.',
  broken: (count: number) =>
    count === 1
      ? '1 thing is not as it was written.'
      : `${count} things are not as they were written.`,
  entries: 'Entries',
  keys: 'Entries by key',
  keyCount: (key: string, count: number) => `${key}: ${count.toLocaleString('en')}`,
  faults: 'Faults',
  faultsCaption: 'What is not as it was written',
  fault: 'Fault',
  stream: 'Stream',
  position: 'Position',
  firstFaults: (shown: number) => `The first ${shown} are shown.`,
  faultNames: {
    altered: 'Changed, or does not follow the one before',
    missing: 'Entries are gone',
    added: 'Not written by a server',
    'head-altered': 'The end of the stream was changed',
    'head-missing': 'The end of the stream is gone',
    unlisted: 'Entries are not found by whom they are about',
    'unknown-key': 'Written with a secret that is not configured any more',
  } satisfies Record<FaultKind, string>,
  heads: 'Ends of the streams',
  headsLead:
    'Whoever notes them elsewhere can tell later that no stream was set back to an older copy.',
  headsCaption: 'Where each stream ends',
  mac: 'MAC',
  noHeads: 'Nothing is recorded yet.',
  back: 'Back to the trail',
})
