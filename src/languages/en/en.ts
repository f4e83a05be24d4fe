// English, from which the shape of all other languages is derived.
import { activity } from './activity.ts'
import { administration, refusalParts } from './administration.ts'
import { buttons } from './buttons.ts'
import { errors } from './errors.ts'
import { leaving } from './leaving.ts'
import { messages, words } from './messages.ts'
import { pages } from './pages.ts'
import { personalData } from './personal-data.ts'
import { refusals } from './refusals.ts'
import { signIn } from './sign-in.ts'

/** For those who are told no reason in English: in the place of one that is none of ours. */
export const unexplained = 'Please check this.'

export const english = {
  pages: { ...pages, ...buttons, ...activity, ...leaving, ...personalData, errors, signIn },
  messages,
  words,
  refusals: { people: refusals, operators: administration, parts: refusalParts },
}
