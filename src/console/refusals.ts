// What the console refuses by itself, in the language of whoever reads it.
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import { sayWords, type Later } from '#pages/html.ts'
import { inEnglish, told } from './languages/told.ts'

export const refusals = told('refusals', {
  forged: 'The form does not belong to this browser, or is too old. Go back, reload, try again.',
  elsewhere: 'The form came from another site.',
  noForm: 'This takes the fields of a form.',
  unknownValue: 'The form says nothing of {1} that is known.',
  noJob: 'The form does not say what is to be done.',
  ofNobody: 'It is missing of whom.',
  notSignedIn: 'Nobody is signed in.',
  operatorsOnly: 'The console is for operators who sign in.',
  closed:
    'Without an operator, the console is open only in development mode, on a listener that ' +
    'nobody but this machine reaches. Make somebody an operator by pallas operators add.',
  stale:
    'You have signed in a while ago, and what you want to do needs a new sign-in. Nothing is ' +
    'done yet: sign in again, then press the button once more.',
  nothing: 'There is nothing with this id.',
  noFormat: 'There is no such format.',
  noSchema: 'There is no identity schema with this id.',
})

/** A refusal whose reason is known in all languages. */
export class Refused extends Refusal {
  readonly words: Later
  constructor(kind: RefusalKind, words: Later, facts: { readonly id?: string } = {}) {
    super(kind, { ...facts, reason: sayWords(words, inEnglish) })
    this.words = words
  }
}
