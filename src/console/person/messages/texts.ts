// What the page about the messages to a person says.
import { told } from '../../languages/told.ts'

export const texts = told('personMessages', {
  lead: 'Messages to the addresses that the account has now:',
  noAddresses: 'The account has no address that messages are sent to.',
  none: 'No messages',
  noneHint: 'Messages to the person appear when flows send codes, links and notices.',
})
