// What the page about the activity of a person says.
export const texts = {
  show: 'Show',
  shows: { all: 'All', about: 'Done to the person', by: 'Done by the person' },
  none: 'No entries',
  noneHint: 'What changes the account, a credential or a session of the person appears here.',
  trail: 'In the audit trail',
}
