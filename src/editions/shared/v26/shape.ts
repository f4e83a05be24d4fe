import { isNotice, type TemplateType } from '#courier/courier.ts'

/** In what the editions since v26.2 answer differently. */
export type Shape = {
  /** Whether the field of a code says so in `autocomplete`. */
  readonly marksCodes: boolean
  /** Whether the field of a trait with a list of values has them as `options`. */
  readonly listsOptions: boolean
  /** Whether clients know this type of message; others are told as `stub`. */
  readonly knowsTemplate: (type: TemplateType) => boolean
}

/** The answers of v26.2. */
export const shapeOfV26_2: Shape = {
  marksCodes: false,
  listsOptions: false,
  knowsTemplate: (type) => !isNotice(type) && type !== 'verifiable_address_changed',
}
