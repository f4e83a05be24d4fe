// What the page about the activity of a person says.
import { told } from '../../languages/told.ts'

export const texts = told('activity', {
  show: 'Show',
  shows: { all: 'All', about: 'Done to the person', by: 'Done by the person' },
  none: 'No entries',
  noneHint: 'What changes the account, a credential or a session of the person appears here.',
  trail: 'In the audit trail',
})
