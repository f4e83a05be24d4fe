import type { Courier } from '#courier/courier.ts'
import type { FlowHook } from '#flow/hooks.ts'
import { incidentData } from '#flow/mail-data.ts'
import type { Account } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import type { Clock } from '#lib/time.ts'

export type NotifyPreviousParts = {
  readonly courier: Courier
  /** Whether text messages can be sent, and the page for those who cannot get into their account. */
  readonly settings: () => { readonly hasSms: boolean; readonly recoveryUrl: string | undefined }
  readonly clock: Clock
}

const name = 'notify_previous_addresses'

/** Tells the addresses that an account had before that its addresses were changed. */
export function notifyPreviousAddresses({
  courier,
  settings,
  clock,
}: NotifyPreviousParts): FlowHook {
  return {
    name,
    flows: ['settings'],
    runs: 'where-listed',
    async after({ flow, caller, configured, accountBefore: before, account: after }) {
      if (!before || keysOf(before) === keysOf(after)) return undefined
      const { hasSms, recoveryUrl } = settings()
      const asked = configured.find(({ hook }) => hook === name)?.config['recipients']
      const told = recipients(before, after, asked).filter(({ via }) => via === 'email' || hasSms)
      if (told.length === 0) return undefined
      return {
        tells: ['address'],
        async persist({ account }) {
          for (const { via, value } of told)
            await courier.queue({
              channel: via,
              recipient: value,
              template: 'verifiable_address_changed',
              data: {
                To: value,
                TransientPayload: flow.transientPayload ?? {},
                ...incidentData(account, { at: clock(), origin: caller.device, recoveryUrl }),
              },
            })
        },
      }
    },
  }
}

type Address = Pick<VerifiableAddress, 'via' | 'value'>
const keyOf = ({ via, value }: Address): string => `${via}:${value}`
const addressesOf = ({ identity }: Account): readonly VerifiableAddress[] =>
  identity.verifiableAddresses
const keysOf = (account: Account): string =>
  JSON.stringify([...new Set(addressesOf(account).map(keyOf))].toSorted())

function recipients(before: Account, after: Account, asked: unknown): readonly Address[] {
  const all = addressesOf(before)
  if (asked === 'all') return all
  if (asked === 'all_verified') return all.filter(({ verified }) => verified)
  const kept = new Set(addressesOf(after).map(keyOf))
  return all.filter((one) => !kept.has(keyOf(one)))
}
