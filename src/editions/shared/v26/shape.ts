import { isNotice, type TemplateType } from '#courier/courier.ts'

/** In what the JSON of the editions since v26.2 differs. */
export type V26Shape = {
  /** The name of the form in which sessions are shown, for texts that are kept of them. */
  readonly sessions: string
  /** Whether a session tells what the provider has said of the sign-in (`acr` and `amr`). */
  readonly upstreamProof: boolean
  /** Whether lists of sessions for administrators have the `metadata_admin` of identities. */
  readonly adminMetadataInSessions: boolean
  /** Whether clients know this type of message; others are told as `stub`. */
  readonly knowsTemplate: (type: TemplateType) => boolean
}

export const v26_2Shape: V26Shape = {
  sessions: 'v26.2',
  upstreamProof: false,
  adminMetadataInSessions: false,
  knowsTemplate: (type) => !isNotice(type) && type !== 'verifiable_address_changed',
}
