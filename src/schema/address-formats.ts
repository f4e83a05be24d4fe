// What messages are sent to must be an address, also where the schema does not name its format.
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { AddressChannel } from './address-channel.ts'
import { extensionKeyword } from './extension.ts'

const formats: Readonly<Record<AddressChannel, readonly string[]>> = {
  email: ['email', 'idn-email'],
  sms: ['tel'],
}

/** The document with the format of the address at every trait that messages are sent to. */
export function withAddressFormats<T extends Json>(value: T): T {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((one) => withAddressFormats(one)) as Json as T
  if (!isObject(value)) return value
  const below = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === extensionKeyword ? one : withAddressFormats(one as Json),
    ]),
  ) as JsonObject
  const missing = channelsOf(value[extensionKeyword]).filter(
    (via) => !formats[via].includes(String(value['format'])),
  )
  if (missing.length === 0) return below as Json as T
  const others = Array.isArray(below['allOf']) ? (below['allOf'] as readonly Json[]) : []
  return {
    ...below,
    allOf: [...others, ...missing.map((via) => ({ format: formats[via][0] ?? '' }))],
  } as Json as T
}

/** The channels of the messages that a trait with this extension block is for. */
function channelsOf(block: unknown): readonly AddressChannel[] {
  if (!isObject(block)) return []
  const code = isObject(block['credentials']) ? block['credentials']['code'] : undefined
  const named = [block['verification'], block['recovery'], code].map((use) =>
    isObject(use) ? use['via'] : undefined,
  )
  return (Object.keys(formats) as AddressChannel[]).filter((via) => named.includes(via))
}
