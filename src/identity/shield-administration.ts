// What administrators see and clear of the limits of guessing and messages.
import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { networkOf } from '#lib/network.ts'
import { canonical } from '#schema/canonical.ts'
import type { Subject } from '#shield/keys.ts'
import type { Held, Shield } from '#shield/shield.ts'
import { clearedEntry } from './audit-entries.ts'
import type { IdentityStore } from './identity-store.ts'

/** Whose budgets are asked for. `network`: a network, or any address in it. */
export type ShieldQuery =
  | { readonly identityId: string }
  | { readonly address: string }
  | { readonly network: string }

/** `devices`: how many known devices the account has; undefined for others. */
export type ShieldState = { readonly held: readonly Held[]; readonly devices: number | undefined }

export type ShieldAdministration = {
  /** Throws Refusal('not-found') for an unknown identity. */
  find(query: ShieldQuery): Promise<ShieldState>
  /** Gives all tries back. Known devices stay. Throws as `find`. */
  clear(query: ShieldQuery): Promise<{ readonly kind: 'done' }>
}

export function createShieldAdministration({
  shield,
  identities,
}: {
  readonly shield: Pick<Shield, 'heldOf' | 'clear' | 'devicesOf'>
  readonly identities: Pick<IdentityStore, 'find'>
}): ShieldAdministration {
  async function subjectOf(query: ShieldQuery): Promise<Subject> {
    if ('network' in query) {
      const network = query.network.includes('/') ? query.network : networkOf(query.network)
      return { kind: 'network', network }
    }
    if ('address' in query) return { kind: 'address', address: canonical(query.address) }
    const account = await identities.find(query.identityId)
    if (!account) throw new Refusal('not-found', { reason: 'There is no identity with this id.' })
    const { identity, credentials } = account
    const addresses = [
      ...identity.verifiableAddresses.map(({ value }) => value),
      ...identity.recoveryAddresses.map(({ value }) => value),
      ...credentials.flatMap(({ identifiers }) => identifiers),
    ]
    return { kind: 'account', identityId: identity.id, addresses: [...new Set(addresses)] }
  }

  return {
    async find(query) {
      const subject = await subjectOf(query)
      return {
        held: await shield.heldOf(subject),
        devices:
          subject.kind === 'account' ? await shield.devicesOf(subject.identityId) : undefined,
      }
    },
    async clear(query) {
      const subject = await subjectOf(query)
      await recorded(
        () => shield.clear(subject),
        () => clearedEntry(subject),
      )
      return { kind: 'done' }
    },
  }
}
