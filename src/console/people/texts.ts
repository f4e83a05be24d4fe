// Sentences of the list of people that stand nowhere else.
import { told } from '../languages/told.ts'

export const texts = told('people', {
  columns: 'Columns',
  columnNames: {
    state: 'State',
    schema: 'Schema',
    identifier: 'Signs in as',
    external_id: 'External id',
    organization: 'Organization',
    id: 'Id',
    last_sign_in: 'Last sign-in',
    created: 'Created',
    updated: 'Changed',
  },
  sortBy: 'Order by {1}',
  choose: 'Choose {1}',
  many: 'Do it to many',
  action: 'Action',
  who: 'To whom',
  chosen: 'Those who are chosen above',
  all: 'All that match',
  allOf: 'All that match: {1}',
  everybody: 'Everybody',
  everybodyOf: 'Everybody: {1}',
  next: 'Continue…',
  export: 'Export',
  format: 'Format',
  formats: { jsonl: 'JSON lines', csv: 'CSV' },
})
