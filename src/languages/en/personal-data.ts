// What the pages say in English on which people download what is held about them.

export const personalData = {
  personalData: {
    title: 'Your data',
    open: 'Download my data',
    lead:
      'The file has everything that is held about you: your account and its addresses, ways to ' +
      'sign in, sessions and devices, messages that were sent to you, and what has happened to ' +
      'your account.',
    without: 'There is no password, code or key in it.',
    credentials: 'Add what I need to move my account to another server',
    credentialsHint:
      'The file then has the hash of your password and your accounts at other providers. ' +
      'Whoever gets the file can try to find out your password by guessing. Keep it where ' +
      'nobody else can read it, and delete it afterwards.',
    download: 'Download my data',
    making:
      'There is a lot of it, so the file is being made. You get a message with a link, which ' +
      'works once.',
    ready: 'A link was sent to your address. It works once.',
    until: 'It works until',
    tooOften: 'You have asked for your data several times today. Please try again tomorrow.',
  },
  downloadData: {
    title: 'Download your data?',
    lead: 'Press the button to download the file. The link works once.',
    label: 'Download',
    gone: {
      title: 'There is nothing to download',
      lead: 'The link was used already, has expired, or belongs to another account.',
      label: 'Ask for my data again',
    },
    signInFirst: {
      title: 'Please sign in first',
      lead:
        'The file is handed out to the person it is about. Sign in, then open the link in your ' +
        'message again.',
      label: 'Sign in',
    },
  },
}
