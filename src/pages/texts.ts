// All texts of the pages, in one place for translation. The labels and messages of forms come from
// the catalogue of messages; `wording` replaces some of them.
import type { Wording } from '#messages/render.ts'

const entries = (count: number, one: string, many: string) =>
  count === 1 ? one : `${count} ${many}`

export const texts = {
  language: 'en',
  error: 'Error',
  errorsTitle: 'Something needs your attention',
  optional: 'optional',
  or: 'or',
  another: (label: string, position: number) => `${label}, entry ${position}`,
  account: 'Account',
  show: 'Show',
  hide: 'Hide',
  showSecret: (label: string) => `Show ${label.toLowerCase()}`,
  hideSecret: (label: string) => `Hide ${label.toLowerCase()}`,
  passwordHint: (least: number) => `At least ${least} characters. Several words make a good one.`,
  dateTimeHint: 'Written like 2026-05-01T12:00:00Z',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  at: (host: string) => `You are at ${host}`,
  moreLinks: 'More links',
  sent: 'Check your messages',

  login: {
    title: 'Sign in',
    confirm: 'Confirm it is you',
    second: 'Second step',
    submit: 'Sign in',
    newHere: 'New here?',
    signUp: 'Create an account',
    forgot: 'Forgot your password?',
    notNow: 'Not now, take me back',
  },
  registration: {
    title: 'Create your account',
    credential: 'Choose how to sign in',
    password: 'Choose a password',
    next: 'Continue',
    back: 'Back to your details',
    known: 'Have an account already?',
    signIn: 'Sign in',
  },
  settings: {
    title: 'Your account',
    groups: {
      profile: 'About you',
      password: 'Change your password',
      totp: 'Authenticator app',
      lookup_secret: 'Backup codes',
      webauthn: 'Security keys',
      passkey: 'Passkeys',
      oidc: 'Linked accounts',
      saml: 'Linked accounts',
      code: 'Codes',
      link: 'Links',
    } as Readonly<Record<string, string>>,
    other: 'More',
    newPassword: 'Change password',
    newApp: 'Set the app up',
    back: 'Back',
  },
  recovery: {
    title: 'Get back into your account',
    lead: 'Tell us your address. We will send you what you need to sign in again.',
    back: 'Back to sign in',
  },
  verification: {
    title: 'Confirm your address',
    lead: 'Tell us the address. We will send you what you need to show that it is yours.',
    done: 'Your address is confirmed',
    later: 'Not now, take me on',
  },

  welcome: {
    signedIn: 'You are signed in',
    signedOut: 'Welcome',
    lead: 'Sign in to your account, or create one.',
    settings: 'Change your account',
    sessions: 'Where you are signed in',
    signOut: 'Sign out',
    secondFactorTitle: 'One more step',
    secondFactorLead: 'Your account asks for a second proof before it shows you anything.',
    secondFactor: 'Go on',
    confirmed: 'confirmed',
    unconfirmed: 'not confirmed yet',
    yes: 'Yes',
    no: 'No',
  },
  sessions: {
    title: 'Where you are signed in',
    lead: 'Sign out wherever you do not recognise what you see, then change your password.',
    here: 'This browser',
    since: 'Signed in',
    until: 'Ends',
    from: 'From',
    end: 'Sign out',
    endOf: (device: string) => `Sign out ${device}`,
    endOthers: (count: number) =>
      entries(count, 'Sign out the other one', 'others: sign out all of them'),
    alone: 'You are signed in here only.',
    more: (count: number) => entries(count, 'One more is not shown.', 'more are not shown.'),
    ended: (count: number) =>
      count === 0
        ? 'There was nothing left to sign out.'
        : entries(count, 'Signed out in one place.', 'places signed out.'),
    back: 'Back',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
    unknownDevice: 'Unknown device',
    unknownPlace: 'an unknown place',
  },

  errors: {
    startAgain: 'Start again',
    home: 'Go to the start',
    reference: 'Reference',
    detail: 'What happened',
    unknown: {
      title: 'This problem is not known any more',
      text: 'It may be too long ago. Please start again.',
    },
    byId: {
      security_csrf_violation: {
        title: 'This form does not belong to this browser',
        text:
          'It was opened in another browser, or before you last signed in or out. Nothing was ' +
          'changed. Please start again.',
      },
      cookies: {
        title: 'Your browser keeps no cookies',
        text:
          'Without them nobody can tell your form from a forged one. Please allow cookies for ' +
          'this site, then start again.',
      },
      self_service_flow_expired: {
        title: 'This took too long',
        text: 'For your safety the form was closed. Please start again.',
      },
      self_service_flow_return_to_forbidden: {
        title: 'That link leads to an unknown place',
        text:
          'It asks to send you on to an address that is not on our list, so we stopped here. Go ' +
          'back to where you came from, or start again.',
      },
      self_service_flow_disabled: {
        title: 'This is switched off',
        text: 'What you asked for is not offered here.',
      },
      session_inactive: { title: 'You are signed out', text: 'Please sign in to go on.' },
    } as Readonly<Record<string, Explanation>>,
    byStatus: {
      400: {
        title: 'That did not work',
        text: 'The request was not one that can be answered. Please start again.',
      },
      401: { title: 'Please sign in', text: 'This is only for people who are signed in.' },
      403: {
        title: 'This is not allowed',
        text: 'You may not do this. If you think you should, please ask whoever runs this service.',
      },
      404: {
        title: 'There is nothing here',
        text: 'What you asked for is not here, or not any more.',
      },
      410: { title: 'This is over', text: 'It was here and is no more. Please start again.' },
      429: { title: 'Too many tries', text: 'Please wait a little, then try again.' },
      503: {
        title: 'Just a moment',
        text: 'The service cannot answer right now. Please try again in a minute.',
      },
    } as Readonly<Record<number, Explanation>>,
    other: {
      title: 'Something went wrong',
      text:
        'It is not your fault. Please try again; if it stays, tell whoever runs this service ' +
        'and give the reference below.',
    },
  },
}

export type Explanation = { readonly title: string; readonly text: string }

export const wording: Wording = {
  'validation.required': { text: () => 'Please fill this in.' },
}

/** A label for a field that has none, made from the last part of its name. */
export function labelFromName(name: string): string {
  const last = name.split('.').at(-1) ?? name
  const spaced = last
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
