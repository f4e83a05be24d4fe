// What helps people to sign in and to choose a password, in English.

export const signIn = {
  capsLock: 'Caps Lock is on.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Remember my address on this device',
  },
  forgetAddress: 'Not you? Forget this address',
  lastWay: 'You signed in this way last time.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Very easy to guess',
    weak: 'Easy to guess',
    fair: 'Could be better',
    good: 'Hard to guess',
    strong: 'Very hard to guess',
    short: 'Too short.',
    similar: 'Too much like your address or name.',
    words: 'Most of it is your own data or the name of this service.',
    common: 'Many people use this password.',
  },
} as const
