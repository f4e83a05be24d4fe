import type { Translation } from '../translation.ts'
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

export const german: Translation = {
  pages: { ...pages, ...buttons, ...activity, ...leaving, ...personalData, errors, signIn },
  messages,
  words,
  refusals: { people: refusals, operators: administration, parts: refusalParts },
}
