// All texts of the console.
import { texts as audit } from '../audit/texts.ts'
import { configurationTexts as configuration } from '../configuration/texts.ts'
import { healthTexts as health } from '../health/texts.ts'
import { texts as imports } from '../import-people/texts.ts'
import { texts as jobs } from '../jobs/texts.ts'
import { mailboxTexts as mailbox } from '../mailbox/texts.ts'
import { texts as newPerson } from '../new-person/texts.ts'
import { texts as operators } from '../operators/texts.ts'
import { overviewTexts as overview } from '../overview/texts.ts'
import { texts as people } from '../people/texts.ts'
import { texts as activity } from '../person/activity/texts.ts'
import { texts as personMessages } from '../person/messages/texts.ts'
import { texts as person } from '../person/texts.ts'
import { providersTexts as providers } from '../providers/texts.ts'
import { refusals } from '../refusals.ts'
import { schemasTexts as schemas } from '../schemas/texts.ts'
import { shieldTexts as shield } from '../shield/texts.ts'
import { signInTexts as signIn } from '../sign-in/texts.ts'
import { own as common } from '../texts.ts'
import { englishOf, type TextsOf } from './told.ts'

const areas = {
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

/** The texts of the console in one language: what is missing does not compile. */
export type ConsoleTexts = { readonly [A in keyof typeof areas]: TextsOf<(typeof areas)[A]> }

/** The English texts, by area. */
export const englishTexts = (): ConsoleTexts =>
  Object.fromEntries(
    Object.entries(areas).map(([area, texts]) => [area, englishOf<object>(texts)]),
  ) as unknown as ConsoleTexts
