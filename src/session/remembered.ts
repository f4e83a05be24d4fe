// Browsers on which a person need not give the second factor again: the secret is in a cookie, and
// its hash is stored with what protected the account then.
import { sha256 } from '#crypto/tokens.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { isSecondFactor } from './assurance.ts'
import type { RememberedDevice, RememberedStore } from './remembered-store.ts'
import { countsBeside } from './separate-factors.ts'
import type { AuthenticationMethod, Device } from './session.ts'

export type RememberedParts = {
  readonly store: RememberedStore
  /** How long a second factor is remembered; undefined: not at all. */
  readonly lifespanMs: () => number | undefined
  readonly clock: Clock
  readonly newId: () => string
  readonly newSecret: () => string
}

export type Remembered = {
  isOn(): boolean
  /** The second factor that was given on this browser, where it counts beside `first`. */
  recall(
    account: Account,
    secrets: readonly string[],
    first: AuthenticationMethod,
  ): Promise<AuthenticationMethod | undefined>
  /** Stores the browser, in the transaction that is open; undefined where it is switched off. */
  remember(
    account: Account,
    proof: AuthenticationMethod,
    device: Pick<Device, 'userAgent'>,
  ): Promise<{ readonly secret: string; readonly expiresAt: Timestamp } | undefined>
  /** Those that still count. */
  list(account: Account): Promise<readonly RememberedDevice[]>
  forget(identityId: string): Promise<number>
}

const maxSecretLength = 128

export function createRemembered(parts: RememberedParts): Remembered {
  const { store, lifespanMs, clock } = parts

  /** Whether the account is protected by all that it was protected by then. */
  function counts({ protection, createdAt, expiresAt }: RememberedDevice, account: Account) {
    const lifespan = lifespanMs()
    if (lifespan === undefined || Math.min(expiresAt, createdAt + lifespan) <= clock()) return false
    const now = protectionOf(account)
    return protection.every((one) => now.includes(one))
  }

  return {
    isOn: () => lifespanMs() !== undefined,

    async recall(account, secrets, first) {
      if (lifespanMs() === undefined) return undefined
      for (const secret of secrets.filter(({ length }) => length <= maxSecretLength)) {
        const device = await store.find(account.identity.id, sha256(secret))
        if (device && counts(device, account) && countsBeside([first], device.proof))
          return device.proof
      }
      return undefined
    },

    async remember(account, proof, { userAgent }) {
      const lifespan = lifespanMs()
      if (lifespan === undefined) return undefined
      const secret = parts.newSecret(),
        now = clock()
      const expiresAt = now + lifespan
      await store.insert({
        id: parts.newId(),
        identityId: account.identity.id,
        secretHash: sha256(secret),
        proof,
        protection: protectionOf(account),
        userAgent,
        createdAt: now,
        expiresAt,
      })
      return { secret, expiresAt }
    },

    async list(account) {
      const devices = lifespanMs() === undefined ? [] : await store.list(account.identity.id)
      return devices.filter((one) => counts(one, account))
    },

    forget: store.forget,
  }
}

/**
 * What an account is protected by: its password, and each of its second factors. None of it is
 * told by these texts.
 */
function protectionOf({ credentials }: Account): readonly string[] {
  return credentials.flatMap((credential) => {
    const { type, config, createdAt } = credential
    if (type === 'password')
      return typeof config['hashed_password'] === 'string'
        ? [`password:${sha256(config['hashed_password'])}`]
        : []
    if (!isSecondFactor(credential)) return []
    if (type === 'code') return credential.identifiers.map((one) => `code:${sha256(one)}`)
    if (type !== 'webauthn') return [`${type}:${createdAt}`]
    return keysIn(config['credentials']).map((id) => `${type}:${sha256(id)}`)
  })
}

const keysIn = (keys: unknown): readonly string[] =>
  (Array.isArray(keys) ? keys : [])
    .filter(isObject)
    .filter((key) => key['is_passwordless'] !== true)
    .map((key) => String(key['id']))
