// Sign-ups with an address that belongs to an account, where the answer must not tell: they seem to
// succeed, and the owner of the address is told.
import type { Courier } from '#courier/courier.ts'
import type { TakenAddress } from '#identity/conflicting.ts'
import type { Account } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Origin } from '#identity/owner-changes.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { BudgetStore } from '#shield/budget-store.ts'
import type { BudgetSettings, Shield } from '#shield/shield.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { incidentData, requestData } from '../mail-data.ts'

export type TakenSignUpParts = {
  readonly courier: Courier
  readonly codes: Pick<OneTimeCodes, 'pretend'>
  readonly shield: Pick<Shield, 'message'>
  readonly budgets: Pick<BudgetStore, 'take'>
  readonly settings: () => {
    /** The page for sign-ins. */
    readonly loginUrl: string
    /** The page for those who cannot get into their account; undefined where there is none. */
    readonly recoveryUrl: string | undefined
    /** How many owners are told because of one client network; undefined for no limit. */
    readonly ofNetwork: BudgetSettings | undefined
  }
  readonly clock: Clock
}

/** Both join the transaction that is open. */
export type TakenSignUp = {
  /**
   * Queues one message for each owner of these addresses, as long as the budgets of the recipient
   * and of the network last.
   */
  tell(
    taken: readonly TakenAddress[],
    flow: Flow,
    caller: Pick<Caller, 'client' | 'device'>,
  ): Promise<void>
  /** Writes as many rows as storing this account would; none of them is ever used. */
  pretendToStore(account: Account): Promise<void>
}

export function createTakenSignUp(parts: TakenSignUpParts): TakenSignUp {
  const { courier, codes, shield, budgets, settings, clock } = parts

  /** NOTE a budget that nothing else uses: what the network may still ask for must not tell. */
  async function isNetworkSpent({ network }: Caller['client']): Promise<boolean> {
    const { ofNetwork } = settings()
    if (network === undefined || !ofNetwork) return false
    const budget = { kind: 'notice', key: `taken sign-up:${network}`, ...ofNetwork } as const
    return (await budgets.take(budget, clock())) > 0
  }

  return {
    async tell(taken, flow, { client, device }) {
      for (const { via, value, account } of oneForEachOwner(taken)) {
        const isSilent =
          (await isNetworkSpent(client)) ||
          (await shield.message(value, 'registration')) === 'silent'
        if (isSilent || account.identity.state !== 'active') await codes.pretend()
        else
          await courier.queue({
            channel: via,
            recipient: value,
            template: 'registration_taken_valid',
            data: { To: value, ...requestData(flow), ...dataOf(account, device) },
          })
      }
    },

    async pretendToStore({ identity, credentials }) {
      const { verifiableAddresses, recoveryAddresses } = identity
      const identifiers = credentials.flatMap((one) => one.identifiers)
      // NOTE each takes two statements, and storing an account takes six for as many rows: account
      // and credentials, what is unique, what is searched and the mark as unproved
      for (const rows of [
        1 + credentials.length,
        identifiers.length + verifiableAddresses.length + recoveryAddresses.length,
        2 + new Set(identifiers).size,
      ])
        await codes.pretend(rows)
    },
  }

  function dataOf(account: Account, origin: Origin): JsonObject {
    const { loginUrl, recoveryUrl } = settings()
    return {
      LoginURL: loginUrl,
      ...incidentData(account, { at: clock(), origin, recoveryUrl }),
    }
  }
}

/** One address of each owner, rather for mail than for text messages. */
function oneForEachOwner(taken: readonly TakenAddress[]): readonly TakenAddress[] {
  const mailLast = taken.toSorted((a, b) => Number(a.via === 'email') - Number(b.via === 'email'))
  return [...new Map(mailLast.map((one) => [one.account.identity.id, one])).values()]
}
