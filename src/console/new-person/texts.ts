// What the page that makes an account says.
import { told } from '../languages/told.ts'

export const texts = told('newPerson', {
  title: 'New person',
  schema: 'Schema',
  chooseSchema: 'Show the form',
  traits: 'Traits',
  account: 'Account',
  password: 'Password',
  passwordHint: 'Optional. Better is that the person chooses one: invite them.',
  state: 'State',
  verified: 'The addresses count as verified',
  invite: 'How the person gets in',
  inviteHint: 'With a link or a code the person comes to the settings, and sets a way to sign in.',
  invites: {
    none: 'Not told: by the password, or later',
    send: 'By a recovery link that is sent to the first address',
    link: 'By a recovery link that is shown to you once',
    code: 'By a recovery code that is shown to you once',
  },
  create: 'Create',
  notInvited: 'The account is made, and nobody is told',
  notInvitedLead: 'The invitation could not be made:',
  toPerson: 'To the person',
  done: {
    created: 'The account is made.',
    invited: 'The account is made, and a link is on its way to the person.',
  },
})
