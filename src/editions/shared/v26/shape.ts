import { isNotice, type TemplateType } from '#courier/courier.ts'

/** In what the editions since v26.2 answer differently. */
export type Shape = {
  /** The name of the form in which sessions are shown, for texts that are kept of them. */
  readonly sessions: string
  /** Whether a session tells what the provider has said of the sign-in (`acr` and `amr`). */
  readonly upstreamProof: boolean
  /** Whether lists of sessions for administrators have the `metadata_admin` of identities. */
  readonly adminMetadataInSessions: boolean
  /** Whether the field of a code says so in `autocomplete`. */
  readonly marksCodes: boolean
  /** Whether the field of a trait with a list of values has them as `options`. */
  readonly listsOptions: boolean
  /** Whether an app is given, in place of a session, the flow that is left to be done. */
  readonly exchangesFlows: boolean
  /** Whether clients know this type of message; others are told as `stub`. */
  readonly knowsTemplate: (type: TemplateType) => boolean
}

/** The answers of v26.2. */
export const shapeOfV26_2: Shape = {
  sessions: 'v26.2',
  upstreamProof: false,
  adminMetadataInSessions: false,
  marksCodes: false,
  listsOptions: false,
  exchangesFlows: false,
  knowsTemplate: (type) => !isNotice(type) && type !== 'verifiable_address_changed',
}
