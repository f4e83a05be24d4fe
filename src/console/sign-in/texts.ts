// The sentences of the sign-in to the console.
import { told } from '../languages/told.ts'

export const signInTexts = told('signIn', {
  button: 'Sign in',
  again: 'Sign in again',
  out: 'Sign out',
  who: 'Signed in',
  in: 'You are signed in',
  inLead: 'If nothing happens, follow the link.',
  next: 'Continue',
  signedOut: 'You are signed out',
  signedOutLead:
    'The console is closed in this browser. The session on the public pages goes on: end it ' +
    'there as well if somebody else uses this browser.',
})
