/**
 * What a schema may say about a trait below `credentials`, for each type of credential: whether the
 * trait is an identifier, how codes are sent to it, and whether it names the account.
 */
export const credentialUses = {
  password: ['identifier'],
  oidc: ['identifier'],
  totp: ['account_name'],
  lookup_secret: ['identifier'],
  webauthn: ['identifier'],
  code: ['identifier', 'via'],
  passkey: ['identifier', 'display_name'],
  profile: ['identifier'],
  saml: ['identifier'],
  link_recovery: ['identifier'],
  code_recovery: ['identifier'],
} as const satisfies Readonly<
  Record<string, readonly ('identifier' | 'via' | 'account_name' | 'display_name')[]>
>

/** A credential type, as schemas name it. */
export type CredentialName = keyof typeof credentialUses
export const credentialNames = Object.keys(credentialUses) as readonly CredentialName[]
