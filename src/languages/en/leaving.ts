// What the page to delete an account says in English.

export const leaving = {
  leave: {
    link: 'Delete my account',
    title: 'Delete your account?',
    lead: 'All that is stored about you here will be deleted for good.',
    waits:
      'It waits until {when}. You are signed out everywhere now; to keep the account, sign in before then.',
    atOnce: 'It happens at once and cannot be undone.',
    confirm: 'Yes, delete my account and all that is stored about me',
    button: 'Delete my account',
    notConfirmed: 'Tick the box to delete your account.',
    back: 'Keep my account',
    requestedTitle: 'Your account will be deleted',
    requestedLead:
      'It will be deleted on {when}. To keep it, sign in before then. You are signed out everywhere.',
    keep: 'Keep my account: sign in',
    doneTitle: 'Your account was deleted',
    doneLead: 'All that was stored about you here is deleted.',
  },
} as const
