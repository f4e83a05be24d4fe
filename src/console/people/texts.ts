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
  sortBy: (column: string) => `Order by ${column}`,
  choose: (name: string) => `Choose ${name}`,
  many: 'Do it to many',
  action: 'Action',
  who: 'To whom',
  chosen: 'Those who are chosen above',
  all: (count: string | undefined) =>
    count === undefined ? 'All that match' : `All that match: ${count}`,
  everybody: (count: string | undefined) =>
    count === undefined ? 'Everybody' : `Everybody: ${count}`,
  next: 'Continue…',
  export: 'Export',
  format: 'Format',
  formats: { jsonl: 'JSON lines', csv: 'CSV' },
})
