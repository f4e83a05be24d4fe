// All texts of the pages, in one place for translation. The labels and messages of forms come from
// the catalogue of messages; `wording` replaces some of them.
import type { NodeGroup } from '#flow/ui-node.ts'
import type { Wording } from '#messages/render.ts'
import { buttonTexts } from './button-texts.ts'

const counted = (count: number, one: string, many: string) =>
  count === 1 ? one : `${count} ${many}`

/** In the order in which the sections are shown. */
const groups: Readonly<Record<NodeGroup, string>> = {
  profile: 'About you',
  password: 'Change your password',
  passkey: 'Passkeys',
  webauthn: 'Security keys',
  totp: 'Authenticator app',
  lookup_secret: 'Backup codes',
  oidc: 'Linked accounts',
  saml: 'Company accounts',
  code: 'Code',
  link: 'Link',
  identifier_first: 'Account',
  captcha: 'Security check',
  default: 'More',
}

export const texts = {
  language: 'en',
  error: 'Error',
  errorsTitle: 'There is a problem',
  optional: 'optional',
  or: 'or',
  another: (label: string, position: number) => `${label}, entry ${position}`,
  account: 'Account',
  recipient: 'Sent to',
  qrCode: 'QR code',
  show: 'Show',
  hide: 'Hide',
  showSecret: (label: string) => `Show ${label.toLowerCase()}`,
  hideSecret: (label: string) => `Hide ${label.toLowerCase()}`,
  passwordHint: (least: number) => `At least ${least} characters. Several words make a good one.`,
  dateTimeHint: 'Example: 2026-05-01T12:00:00Z',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  at: (host: string) => `You are at ${host}`,
  moreLinks: 'More links',
  sent: 'Check your messages',
  otherAddress: 'Use another address',
  sendAgain: 'Send it again',

  login: {
    title: 'Sign in',
    confirm: 'Confirm that it is you',
    second: 'Second step',
    noSecond:
      'You have no other way to prove that it is you. The second step has to be another one than the first: ' +
      'a mailbox or a phone counts once. Please ask whoever runs this service for help.',
    anotherWay: 'Use another way',
    submit: 'Sign in',
    submitConfirm: 'Confirm',
    newHere: 'New here?',
    signUp: 'Create an account',
    forgot: 'Forgot your password?',
    otherWay: 'Sign in another way',
    cancel: 'Cancel',
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
    groups,
    newPassword: 'Change password',
    newApp: 'Set up the app',
    disableCodes: 'Remove the backup codes',
    back: 'Back',
  },
  keys: {
    passkeyHint: 'Use your fingerprint, face or PIN on this device, or your phone or security key.',
    securityKeyHint:
      'Have your security key or phone at hand; your browser says what to do with it.',
    unsupported:
      'This browser cannot use passkeys and security keys. Choose another way, or open this page ' +
      'in another browser.',
    noScripts:
      'Passkeys and security keys need scripts, which are switched off here. Choose another way, ' +
      'or allow scripts for this page.',
    failed:
      'No passkey or security key was used. Try again, with your phone or another key if you ' +
      'like, or choose another way.',
    unnamed: (group: string) => (group === 'passkey' ? 'Passkey' : 'Security key'),
    added: 'Added',
    remove: 'Remove',
  },
  codes: {
    print: 'Print them',
    save: 'Save them as a file',
    file: 'backup-codes.txt',
    note: 'Backup codes. Each works once. Keep them where nobody else can read them.',
  },
  recovery: {
    title: 'Recover your account',
    lead: 'Enter the address of your account. We will send you what you need to sign in again.',
    back: 'Back to sign in',
  },
  verification: {
    title: 'Confirm your address',
    lead: 'Enter the address. We will send you a message to confirm that it is yours.',
    done: 'Your address is confirmed',
    skip: 'Skip this for now',
  },
  ...buttonTexts,

  welcome: {
    signedIn: 'You are signed in',
    signedOut: 'Welcome',
    lead: 'Sign in to your account, or create one.',
    settings: 'Change your account',
    sessions: 'Where you are signed in',
    signOut: 'Sign out',
    secondFactorTitle: 'One more step',
    secondFactorLead: 'Your account is protected by a second step, which is still missing.',
    secondFactor: 'Continue',
    confirmed: 'confirmed',
    unconfirmed: 'not confirmed yet',
    yes: 'Yes',
    no: 'No',
  },
  support:
    'You are support, and see what this person sees. Credentials and addresses cannot be changed.',

  sessions: {
    title: 'Where you are signed in',
    lead: 'If you do not recognise a device, sign out there and change your password.',
    here: 'This browser',
    support: (reason: string) => `Opened by support: ${reason}`,
    since: 'Signed in',
    from: 'From',
    end: 'Sign out',
    endOf: (device: string) => `Sign out ${device}`,
    endOthers: (count: number) =>
      count === 1 ? 'Sign out the other session' : `Sign out all ${count} other sessions`,
    alone: 'You are not signed in anywhere else.',
    more: (count: number) => counted(count, 'One more is not shown.', 'more are not shown.'),
    ended: (count: number) =>
      count === 0
        ? 'There was no other session.'
        : counted(count, 'Signed out in one place.', 'sessions were signed out.'),
    back: 'Back',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
    unknownDevice: 'Unknown device',
    unknownPlace: 'an unknown place',
  },
  errors: {
    startAgain: 'Start again',
    home: 'Go to the home page',
    reference: 'Reference',
    detail: 'What happened',
    unknown: {
      title: 'This error has expired',
      text: 'Its details are no longer stored. Please start again.',
    },
    byId: {
      security_csrf_violation: {
        title: 'This form does not belong to this browser',
        text:
          'It was opened in another browser, or before you last signed in or out. Nothing was ' +
          'changed. Please start again.',
      },
      session_of_support: {
        title: 'Support cannot do this',
        text: 'This session shows what a person sees. Credentials and addresses stay as they are.',
      },
      impersonation_code_used: {
        title: 'This link is used up',
        text: 'It works once, within a minute. Please have another one made.',
      },
      cookies: {
        title: 'Your browser stores no cookies',
        text:
          'They are needed to protect your account from forged forms. Please allow cookies for ' +
          'this site, then start again.',
      },
      self_service_flow_expired: {
        title: 'This took too long',
        text: 'For your safety the form was closed. Please start again.',
      },
      self_service_flow_return_to_forbidden: {
        title: 'That link leads to an unknown place',
        text:
          'It would send you to an address that is not allowed here, so we stopped. Go back to ' +
          'where you came from, or start again.',
      },
      self_service_flow_disabled: {
        title: 'This is switched off',
        text: 'What you asked for is not offered here.',
      },
      session_inactive: { title: 'You are signed out', text: 'Please sign in to continue.' },
    } as Readonly<Record<string, Explanation>>,
    byStatus: {
      400: {
        title: 'That did not work',
        text: 'Please go back and try again, or start again.',
      },
      401: { title: 'Please sign in', text: 'This is only for people who are signed in.' },
      403: {
        title: 'This is not allowed',
        text: 'If you think that you should have access, please ask whoever runs this service.',
      },
      404: {
        title: 'There is nothing here',
        text: 'What you asked for does not exist, or not any more.',
      },
      410: { title: 'This has expired', text: 'Please start again.' },
      429: { title: 'Too many attempts', text: 'Please wait a little, then try again.' },
      503: {
        title: 'Just a moment',
        text: 'The service cannot answer right now. Please try again in a minute.',
      },
    } as Readonly<Record<number, Explanation>>,
    other: {
      title: 'Something went wrong',
      text:
        'It is not your fault. Please try again. If it happens again, tell whoever runs this ' +
        'service, with the reference below.',
    },
  },
}

export type Explanation = { readonly title: string; readonly text: string }

/** Replaces messages of the catalogue where the page shows the name of the field beside them. */
export const wording: Wording = {
  'validation.required': { text: () => 'Please fill this in.' },
  'validation.empty': { text: () => 'Please fill this in.' },
  'node.email': { text: () => 'E-mail address' },
}

/** Labels of fields that only these pages have. */
export const ownLabels: Readonly<Record<string, string>> = {
  end_other_sessions: 'Sign out everywhere else',
}
