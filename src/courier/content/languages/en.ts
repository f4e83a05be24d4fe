import type { MailTexts } from '../mail-texts.ts'

export const en: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: { one: 'a minute', other: '{count} minutes' },
  hours: { one: 'an hour', other: '{count} hours' },
  footer: '{product} sent this message to {to}.',
  linkHint: 'If the button does nothing, copy this address into your browser:',
  codeWorks: 'The code works once, within {lifespan}.',
  linkWorks: 'The link works once, within {lifespan}.',
  unasked: 'If you did not ask for this, you can ignore this message. Nothing changes without it.',
  secret: 'Nobody from our side will ever ask you for this code. Do not pass it on.',
  labels: {
    code: 'Your code',
    when: 'When',
    by: 'By',
    administrator: 'an administrator',
    device: 'On',
    place: 'From',
    due: 'It is done at',
    getBackIn: 'Get back into my account',
  },
  recovery: {
    title: 'Get back into your account',
    lead: 'Follow the link to sign in to {product} again and choose a new password.',
    short: 'Get back into your {product} account: {url}',
  },
  recoveryCode: {
    subject: '{code} is your code to get back into your account',
    lead: 'Type this code into the page on which you asked for it to sign in to {product} again.',
    short: '{code} is your code to get back into your {product} account. Do not pass it on.',
  },
  verification: {
    subject: 'Please confirm your e-mail address',
    title: 'Is this your address?',
    lead: 'Follow the link to confirm this e-mail address for your {product} account.',
    label: 'Confirm my address',
    short: 'Confirm this address for your {product} account: {url}',
  },
  verificationCode: {
    subject: '{code} is your code to confirm your e-mail address',
    lead:
      'Type this code into the page on which you asked for it, to confirm this address for your ' +
      '{product} account.',
    label: 'Open the page with the code',
    short: '{code} is your code to confirm this address for {product}. Do not pass it on.',
  },
  login: {
    subject: '{code} is your code to sign in',
    title: 'Sign in',
    lead: 'Type this code into the page on which you are signing in to {product}.',
    notNow:
      'If you are not signing in right now, somebody else may be trying to. Without the code they ' +
      'cannot.',
    short: '{code} is your code to sign in to {product}. Do not pass it on.',
  },
  registration: {
    subject: '{code} is your code to finish signing up',
    title: 'Welcome',
    lead: 'Type this code into the page on which you are signing up for {product}.',
    short: '{code} is your code to finish signing up for {product}. Do not pass it on.',
  },
  noAccount: {
    title: 'There is no account with this address',
    recovery: {
      subject: 'Somebody tried to get into an account',
      lead:
        'Somebody, perhaps you, asked to get back into a {product} account with this e-mail ' +
        'address. There is no such account.',
    },
    verification: {
      subject: 'Somebody tried to confirm this address',
      lead:
        'Somebody, perhaps you, asked to confirm this e-mail address for a {product} account. ' +
        'There is no such account.',
    },
    wasYou: 'If it was you, try the address that you signed up with.',
    otherwise: 'If it was not you, there is nothing to do.',
    short: 'There is no {product} account with this address.',
  },
  notice: {
    endSession: 'If it was not you, end the session in which it was done: {endSessionUrl}',
    recover: 'If you cannot sign in any more, get back into your account: {url}',
    wasYou: 'If it was you, or if you knew of it, there is nothing to do.',
    otherwise:
      'If not, somebody else may be in your account. Get back into it, choose a new password, and ' +
      'end all other sessions. If that fails, tell those who run {product}.',
    otherwiseTell:
      'If not, somebody else may be in your account. Please tell those who run {product}.',
    short: 'If it was not you, get back into your account at once.',
  },
  names: {
    totp: 'an authenticator app',
    lookup_secret: 'backup codes',
    webauthn: 'a security key',
    passkey: 'a passkey',
    code: 'codes that are sent to you',
    account: 'an account elsewhere',
    accountAt: 'an account at {provider}',
    other: 'another way to prove who you are',
  },
  password: {
    title: {
      added: 'A password was added to your account',
      changed: 'Your password was changed',
      removed: 'Your password was removed',
    },
    lead: {
      added: 'A password was added to your {product} account.',
      changed: 'The password of your {product} account was changed.',
      removed: 'The password of your {product} account was removed.',
    },
  },
  factor: {
    title: {
      added: 'A second factor was added',
      changed: 'A second factor was changed',
      removed: 'A second factor was removed',
    },
    lead: {
      added: 'A second factor of your {product} account was added: {what}.',
      changed: 'A second factor of your {product} account was changed: {what}.',
      removed: 'A second factor of your {product} account was removed: {what}.',
    },
  },
  way: {
    title: {
      added: 'A way to sign in was added',
      changed: 'A way to sign in was changed',
      removed: 'A way to sign in was removed',
    },
    lead: {
      added: 'A way to sign in to your {product} account was added: {what}.',
      changed: 'A way to sign in to your {product} account was changed: {what}.',
      removed: 'A way to sign in to your {product} account was removed: {what}.',
    },
  },
  address: {
    title: 'Your address was changed',
    lead: {
      added: 'The address {added} was added to your {product} account.',
      changed: 'The address of your {product} account was changed from {gone} to {added}.',
      removed: 'The address {gone} was removed from your {product} account.',
    },
  },
  addresses: {
    title: 'An address of your account was changed',
    lead: 'The addresses of your {product} account were changed.',
  },
  several: {
    title: 'Several changes of your account',
    lead: 'Your {product} account was changed several times within an hour.',
    more: 'To keep your mailbox usable, further changes in the next hour are not told one by one.',
  },
  taken: {
    subject: 'Somebody tried to sign up with your address',
    title: 'You have an account already',
    lead:
      'Somebody, perhaps you, tried to sign up for {product} with this address. There is an ' +
      'account with it already, so no other was made.',
    wasYou: 'If it was you, sign in: {loginUrl}',
    recover: 'If you cannot sign in any more, follow the link to get back in.',
    otherwise:
      'If it was not you, there is nothing to do. Nobody has got into your account, and nobody was ' +
      'told that there is one.',
    short: 'If it was you, sign in.',
    shortRecover: 'If it was you, sign in or get back in: {url}',
  },
  signIn: {
    title: 'New sign-in to your account',
    device:
      'Somebody, perhaps you, signed in to your {product} account on a device that it was not ' +
      'used on before.',
    network:
      'Somebody, perhaps you, signed in to your {product} account from a network that it was not ' +
      'used from before.',
    label: 'It was not me: end this session',
    isIncomplete:
      'The second step was still missing then; whoever it was knew the first, such as your ' +
      'password.',
    wasYou: 'If it was you, there is nothing to do.',
    otherwise: 'If not, end the session with the button, then choose a new password.',
    short: 'If it was not you, end the session: {endSessionUrl}',
  },
  resetBegun: {
    title: 'Your second factors will be removed',
    lead:
      'An administrator is going to remove the second factors of your {product} account, such as ' +
      'an authenticator app, backup codes or a security key.',
    label: 'Stop it: keep my second factors',
    effect: 'Then the first step alone signs you in, and you are signed out everywhere.',
    wasYou: 'If you asked for it, there is nothing to do.',
    otherwise:
      'If not, somebody may have pretended to be you. Stop it with the button, or by a sign-in with ' +
      'your second factor, and tell those who run {product}.',
    short: 'If you did not ask for it, stop it: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Your account will be deleted',
    lead: 'Somebody, perhaps you, asked for the deletion of your {product} account. You were signed out everywhere.',
    label: 'Keep my account: sign in',
    effect: 'Then all that is stored about you here is erased for good.',
    keep: 'To keep the account, sign in before then.',
    otherwise: 'If it was not you, sign in now and choose a new password: somebody may know it.',
    short: 'To keep it, sign in before then.',
  },
  deletionSoon: {
    title: 'Your account will be deleted soon',
    lead: 'Your {product} account is going to be deleted, as was asked for.',
    label: 'Keep my account: sign in',
    keep: 'To keep the account, sign in before then. Otherwise there is nothing to do.',
    short: 'To keep it, sign in before then.',
  },
  deletionCancelled: {
    title: 'Your account is kept',
    lead: 'Your {product} account will not be deleted.',
    otherwise: 'If you did not do this, tell those who run {product}.',
    short: 'It stays as it was.',
  },
  deleted: {
    title: 'Your account was deleted',
    lead: 'Your {product} account was deleted, with all that was stored about you here.',
    otherwise: 'This is the last message to this address. It cannot be undone.',
    short: 'This is the last message.',
  },
  resetDone: {
    title: 'Your second factors were removed',
    lead:
      'An administrator has removed the second factors of your {product} account. You were signed ' +
      'out everywhere.',
    next: 'Sign in, and set up a new second factor in the settings.',
    otherwise:
      'If you did not ask for it, choose a new password as well, and tell those who run {product}.',
    short: 'Sign in and set up a new one.',
  },
  reported: {
    title: 'You reported something in your account',
    lead:
      'It was reported from your {product} account that something was not done by you. ' +
      'Everybody was signed out, and no device is remembered any more.',
    wasYou: 'If it was you, get back in and choose a new password.',
    otherwise:
      'If not, somebody else was in your account. Get back into it, choose a new password, ' +
      'and tell those who run {product}.',
    short: 'Get back in and choose a new password.',
  },
  dataReady: {
    title: 'Your data can be downloaded',
    lead: 'You asked for the data that {product} holds about you. The file is ready.',
    label: 'Download my data',
    signIn:
      'The page asks you to be signed in to this account, so that the link alone is worth nothing.',
    otherwise:
      'If you did not ask for it, do not follow the link. Choose a new password, and end all ' +
      'other sessions.',
    short: 'Download your data from {product}: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Your data was downloaded',
    lead: 'A file with the data that {product} holds about you was downloaded.',
  },
}
