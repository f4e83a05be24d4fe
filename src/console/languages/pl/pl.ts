import type { ConsoleTexts } from '../areas.ts'
import { common, refusals, signIn } from './common.ts'
import { activity, imports, newPerson, people, person, personMessages } from './people.ts'
import { configuration, health, mailbox, overview, providers, schemas } from './server.ts'
import { audit, jobs, operators, shield } from './work.ts'

export const polish: ConsoleTexts = {
  activity,
  audit,
  common,
  configuration,
  health,
  imports,
  jobs,
  mailbox,
  newPerson,
  operators,
  overview,
  people,
  person,
  personMessages,
  providers,
  refusals,
  schemas,
  shield,
  signIn,
}
