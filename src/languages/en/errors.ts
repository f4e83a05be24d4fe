// What the error page says in English.

export const errors = {
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
  },
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
  },
  unexplained: {
    title: 'Something went wrong',
    text:
      'It is not your fault. Please try again. If it happens again, tell whoever runs this ' +
      'service, with the reference below.',
  },
} as const
