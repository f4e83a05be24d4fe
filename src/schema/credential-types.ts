// The words in which a schema says what a trait is for and how it is asked.

export const credentialTypes = [
  'password',
  'oidc',
  'totp',
  'lookup_secret',
  'webauthn',
  'code',
  'passkey',
  'profile',
  'saml',
  'link_recovery',
  'code_recovery',
] as const
export type CredentialType = (typeof credentialTypes)[number]

export type AddressChannel = 'email' | 'sms'

export type InputType =
  | 'text'
  | 'password'
  | 'number'
  | 'checkbox'
  | 'hidden'
  | 'email'
  | 'tel'
  | 'submit'
  | 'button'
  | 'datetime-local'
  | 'date'
  | 'url'
export type Autocomplete =
  | 'email'
  | 'tel'
  | 'url'
  | 'current-password'
  | 'new-password'
  | 'one-time-code'
  | 'username webauthn'
