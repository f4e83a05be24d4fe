// The words of the pages of the mailbox.
import { told } from '../languages/told.ts'

export const mailboxTexts = told('mailbox', {
  title: 'Mailbox',
  lead: '{1} has no mail server. Its messages are kept here and sent to nobody.',
  caption: 'Messages, newest first',
  only: 'Only messages to',
  recipient: 'Sent to',
  search: 'Search',
  show: 'Show',
  showAll: 'Show all',
  empty: 'No messages yet.',
  emptyHint: 'They come when somebody signs up, recovers an account or changes an address.',
  refreshes: 'This page refreshes every {1} seconds.',
  paused: 'This page does not refresh while you search.',
  noSubject: 'Text message',
  message: 'Message',
  codes: 'Codes',
  links: 'Links',
  details: 'Details',
  received: 'Received',
  template: 'Template',
  frame: 'The message',
  plainText: 'As plain text',
  delete: 'Delete',
})
