// What texts are encrypted for. Every purpose is made here, so that all places where something
// encrypted is stored are known to those who encrypt it anew with another key.

declare const made: unique symbol
/** A purpose that was made in this file. */
export type Purpose = string & { readonly [made]: true }

const purpose = (text: string) => text as Purpose

/** The purposes by what is encrypted. Each names its owner, so that no text works elsewhere. */
export const purposes = {
  totpSecret: (identityId: string) => purpose(`totp:${identityId}`),
  totpSetup: (flowId: string) => purpose(`totp-setup:${flowId}`),
  lookupCodes: (identityId: string) => purpose(`lookup_secret:${identityId}`),
  lookupSetup: (flowId: string) => purpose(`lookup_secret-setup:${flowId}`),
  providerToken: (provider: string, subject: string, name: string) =>
    purpose(`oidc:${provider}:${subject}:${name}`),
  providerRequest: (flowId: string) => purpose(`oidc:${flowId}`),
  pendingUpdate: (flowId: string) => purpose(`settings:${flowId}`),
  addressChange: (flowId: string) => purpose(`address-change:${flowId}`),
  verificationCode: (flowId: string) => purpose(`verification code:${flowId}`),
  messageData: (messageId: string) => purpose(`message-data:${messageId}`),
  messageContent: (messageId: string) => purpose(`message-content:${messageId}`),
  keptSession: (sessionId: string) => purpose(`kept-session:${sessionId}`),
  exportPiece: (pieceId: string) => purpose(`export-piece:${pieceId}`),
  outboxCall: (entryId: string) => purpose(`outbox:${entryId}`),
} as const satisfies Readonly<Record<string, (...ids: string[]) => Purpose>>

/** What only browsers keep: there is nothing to seal anew, and what cannot be read is forgotten. */
export const keptByBrowsers = { address: purpose('kept-address') } as const

export type PurposeName = keyof typeof purposes
