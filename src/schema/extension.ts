import { isObject, type JsonObject } from '#lib/json.ts'
import type { AddressChannel } from './address-channel.ts'
import { credentialNames, credentialUses, type CredentialName } from './credential-uses.ts'
import { step } from './pointer.ts'

/** The keyword of a schema that says what a trait is used for. */
export const extensionKeyword = 'ory.sh/kratos'

/** What a trait is used for. */
export type Extension = {
  readonly identifiers: readonly {
    readonly type: CredentialName
    readonly via: AddressChannel | undefined
  }[]
  readonly verification: AddressChannel | undefined
  readonly recovery: AddressChannel | undefined
  readonly accountName: boolean
  readonly displayName: boolean
}

type Fault = { readonly pointer: string; readonly reason: string }

/** The faults of an extension block, each with its pointer, which begins with `pointer`. */
export function extensionFaults(block: unknown, pointer: string): readonly Fault[] {
  const faults: Fault[] = []
  const object = (
    value: unknown,
    where: string,
    known: readonly string[],
  ): [string, unknown, string][] => {
    if (value === undefined) return []
    if (!isObject(value)) return (faults.push({ pointer: where, reason: 'must be an object' }), [])
    const entries = Object.entries(value).map(([key, child]): [string, unknown, string] => [
      key,
      child,
      step(where, key),
    ])
    for (const [key, , at] of entries)
      if (!known.includes(key))
        faults.push({ pointer: at, reason: `unknown; known here: ${known.join(', ')}` })
    return entries.filter(([key]) => known.includes(key))
  }
  const leaf = (key: string, value: unknown, where: string) => {
    if (key === 'via' && channelOf(value) === undefined)
      faults.push({ pointer: where, reason: 'must be email or sms' })
    if (key !== 'via' && typeof value !== 'boolean')
      faults.push({ pointer: where, reason: 'must be true or false' })
  }
  for (const [key, value, where] of object(block, pointer, [
    'credentials',
    'verification',
    'recovery',
    'organizations',
  ])) {
    if (key === 'credentials') {
      for (const [type, settings, at] of object(value, where, credentialNames))
        for (const found of object(settings, at, credentialUses[type as CredentialName]))
          leaf(...found)
    } else if (key !== 'organizations') {
      for (const found of object(value, where, ['via'])) leaf(...found)
    }
  }
  return faults
}

/**
 * Reads a block that has no faults. `format`: that of the trait; it tells how codes are sent where
 * the block does not.
 */
export function readExtension(block: JsonObject, format: string | undefined): Extension {
  const credentials = inner(block, 'credentials')
  const via = (of: JsonObject): AddressChannel | undefined => channelOf(of['via'])
  const identifiers = credentialNames
    .filter((type) => inner(credentials, type)['identifier'] === true)
    .map((type) => ({
      type,
      via:
        type === 'code'
          ? (via(inner(credentials, type)) ?? (format === 'tel' ? 'sms' : 'email'))
          : undefined,
    }))
  return {
    identifiers,
    verification: via(inner(block, 'verification')),
    recovery: via(inner(block, 'recovery')),
    accountName: inner(credentials, 'totp')['account_name'] === true,
    displayName: inner(credentials, 'passkey')['display_name'] === true,
  }
}

/** NOTE earlier releases of the reference spell it `phone` */
const channels: Readonly<Record<string, AddressChannel>> = {
  email: 'email',
  sms: 'sms',
  phone: 'sms',
}
const channelOf = (via: unknown): AddressChannel | undefined =>
  typeof via === 'string' && Object.hasOwn(channels, via) ? channels[via] : undefined

function inner(of: JsonObject, key: string): JsonObject {
  const value = of[key]
  return isObject(value) ? value : {}
}
