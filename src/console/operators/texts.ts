// What the page of operators and tokens says.
import type { Role } from '#operators/role.ts'
import { told } from '../languages/told.ts'

export const texts = told('operators', {
  title: 'Operators',
  people: 'People with a role',
  peopleLead:
    'An operator is somebody with an account here. Each role may do what the one before may.',
  peopleCaption: 'Operators, the first one first',
  person: 'Person',
  role: 'Role',
  by: 'by {1}',
  noOperators: 'Nobody has a role yet.',
  add: 'Give somebody a role',
  identifier: 'Confirmed address, or id of the account',
  firstLead:
    'From the first one on the console is open to operators only, who sign in: make it an admin.',
  addButton: 'Give the role',
  change: 'Change',
  roleOf: 'Role of {1}',
  remove: 'Remove',
  tokens: 'API tokens',
  tokensLead: 'For programs, and for who has no account here. What is revoked is refused at once.',
  tokensCaption: 'Tokens of the admin API, the oldest first',
  name: 'Name',
  expires: 'Expires',
  expired: 'Expired',
  never: 'never',
  noEnd: 'no end',
  lastUsed: 'Last used',
  noTokens: 'There is no token yet.',
  revoke: 'Revoke',
  addToken: 'Make a token',
  nameHint: 'Who or what it is for',
  validFor: 'Valid for',
  makeButton: 'Make the token',
  days: { one: '{1} days', other: '{1} days' },
  newToken: 'The new token',
  newTokenLead: 'It is shown only now. Whoever has it may do what its role may.',
  token: 'Token',
  back: 'Back to the operators',
  roles: {
    viewer: 'viewer: see',
    support: 'support: help people',
    admin: 'admin: everything',
  } satisfies Record<Role, string>,
  done: {
    'role-given': 'The role is given.',
    'role-taken': 'The role is taken. The account stays.',
    'token-revoked': 'The token is revoked.',
  },
})
