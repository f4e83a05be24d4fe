// What the pages of the import say.
import { told } from '../languages/told.ts'

export const texts = told('imports', {
  title: 'Import people',
  lead:
    'A file as pallas identities import reads it: JSON lines, a JSON array, or CSV whose first row ' +
    'names the columns by their paths, such as traits.email and schema_id.',
  limits: (people: number, bytes: number, passwords: number) =>
    `Up to ${people.toLocaleString('en')} people in ${bytes / 1024 / 1024} MB, up to ${passwords} of ` +
    'them with a password that is not hashed yet. For more, use the command line:',
  command: (file: string) => `pallas identities import -c kratos.yml ${file}`,
  file: 'File',
  check: 'Check the file',
  checkHint: 'Nothing is stored by this: you see first what would be made.',
  report: (name: string) => `What ${name} would make`,
  result: (name: string) => `What ${name} has made`,
  wouldBeMade: 'Would be made',
  made: 'Made',
  existing: 'There already',
  wrong: 'Wrong',
  existingHint: 'Their id or external id is there already: they stay as they are.',
  notStored: 'Nothing is stored yet.',
  nothing: 'There is nobody in the file to be made.',
  stored: 'Each of these people is stored completely. Nothing is stored of a line that is wrong.',
  wrongCaption: 'Lines that are wrong',
  madeCaption: 'People of the file',
  line: 'Line',
  lineHint: 'Lines are counted from 1; in a JSON array the people are.',
  reason: 'Why',
  person: 'Person',
  schema: 'Schema',
  state: 'State',
  firstOnes: (count: number) => `The first ${count} are shown.`,
  import: (count: number, wrong: number) =>
    `Import ${count === 1 ? '1 person' : `${count.toLocaleString('en')} people`}` +
    (wrong === 0 ? '' : wrong === 1 ? ', leave out 1 line' : `, leave out ${wrong} lines`),
  another: 'Another file',
  toPeople: 'To the people',
  noFile: 'Choose a file first.',
  empty: 'There is nobody in this file.',
  tooLarge: (bytes: number) => `The file is larger than ${bytes / 1024 / 1024} MB.`,
  tooMany: (people: number) =>
    `There are more than ${people.toLocaleString('en')} people in the file.`,
  tooManyPasswords: (count: number) =>
    `More than ${count} people of the file have a password that is not hashed yet.`,
  refused: 'This file is for the command line',
  refusedLead: 'Nothing is stored. Use:',
})
