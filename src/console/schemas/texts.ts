// The sentences of the pages about identity schemas.
import { told } from '../languages/told.ts'

export const schemasTexts = told('schemas', {
  title: 'Identity schemas',
  caption: 'Identity schemas of the configuration',
  id: 'Id',
  name: 'Title',
  traits: 'Traits',
  default: 'Default',
  form: 'The form it makes',
  formLead:
    'As people see it when they sign up, without the ways to sign in. Try it: nothing is stored.',
  check: 'Check',
  search: 'Searchable',
  document: 'Document',
  result: 'What comes of it',
  accepted: 'Accepted',
  refused: 'Not accepted',
  stored: 'The traits',
  uses: 'What they are used for',
  identifiers: 'Signs in by',
  verification: 'Addresses to be verified',
  recovery: 'Addresses for recovery',
  by: '{1} ({2})',
})
