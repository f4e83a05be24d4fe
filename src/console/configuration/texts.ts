// The sentences of the page about the configuration.
import { told } from '../languages/told.ts'

export const configurationTexts = told('configuration', {
  title: 'Configuration',
  lead: 'What this process goes by. Secrets are not shown; *** stands for them.',
  settings: 'Settings',
  caption: 'Settings, in the order of their sections',
  key: 'Setting',
  value: 'Value',
  source: 'From',
  byDefault: 'default',
  find: 'Key or value',
  which: 'Show',
  written: 'What is set',
  all: 'Everything in force',
  none: 'No such setting',
  noneHint:
    'Nothing that is set has this in its key or value. Everything in force has defaults too.',
  nothingSet: 'Nothing is set',
  nothingSetHint: 'Everything is as it is by default.',
  state: 'State',
  revision: 'Revision',
  files: 'Files',
  noFiles: 'none',
  readAt: 'In force since',
  reload: 'Last change of the files',
  noReload: 'none since the start',
  applied: 'Applied',
  refused: 'Refused',
  refusedLead: 'The changed files cannot be used. What was in force before stays so.',
  warnings: 'Warnings',
  noWarnings: 'None.',
})
