// What the pages with one button say in English, and what they say afterwards.

export const buttons = {
  buttonPages: {
    recovery: {
      title: 'Recover your account',
      lead: 'Press the button to sign in. You can then choose a new password.',
      label: 'Sign in',
    },
    verification: {
      title: 'Confirm your address',
      lead:
        'Press the button to confirm that this address is yours. If somebody else has signed up ' +
        'with it, close this page.',
      label: 'Confirm',
    },
    'end-session': {
      title: 'End this session?',
      lead:
        'Press the button if it was not you who signed in. Whoever it was is signed out, and has ' +
        'to sign in again.',
      label: 'End the session',
    },
    'cancel-reset': {
      title: 'Keep your second factors?',
      lead:
        'An administrator is going to remove the second factors of your account. Press the button ' +
        'to stop that.',
      label: 'Keep my second factors',
    },
    'support-session': {
      title: 'See what this person sees?',
      lead:
        'Their session opens in this browser, in the place of your own, for some minutes. They can ' +
        'see that it was open, and why. Credentials and addresses cannot be changed in it.',
      label: 'Open their session',
    },
    'sign-out': {
      title: 'Do you want to sign out?',
      lead: 'Another page has asked for it. If you did not, close this page.',
      label: 'Sign out',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Continue to the console',
      lead:
        'Press the button if you have just opened the console in this browser. If you have not, ' +
        'close this page.',
      label: 'Continue to the console as {name}',
    },
    secondFactor: {
      title: 'Set up a second factor',
      lead:
        'The console is open to operators with a second factor, such as an authenticator app or a ' +
        'security key. Set one up, and come back.',
      label: 'Set up a second factor',
    },
    notOperator: {
      title: 'The console is for operators',
      lead: 'You are signed in as {name}, who is no operator. An administrator can give you a role.',
      label: 'Back to my account',
    },
  },
  endSession: {
    title: 'The session has ended',
    lead:
      'Whoever was signed in is signed out. If it was not you, they may know your password, so ' +
      'choose a new one now.',
    newPassword: 'Choose a new password',
    recover: 'I cannot sign in any more',
  },
  cancelReset: {
    done: {
      title: 'Your second factors stay',
      lead:
        'They are not removed. If you did not ask for it, somebody may have pretended to be you: ' +
        'please tell those who run this service.',
    },
    'too-late': {
      title: 'There is nothing to stop',
      lead:
        'It was stopped already, or your second factors have been removed. If you did not ask ' +
        'for that, sign in, choose a new password and set up a second factor.',
    },
    signIn: 'Sign in',
  },
} as const
