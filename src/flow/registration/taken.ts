// Sign-ups with an address that belongs to an account, where the answer must not tell: they seem to
// succeed, and the owner of the address is told.
import type { Courier } from '#courier/courier.ts'
import type { TakenAddress } from '#identity/conflicting.ts'
import type { Account } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import { deviceName } from '#lib/device-name.ts'
import type { JsonObject } from '#lib/json.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import type { Shield } from '#shield/shield.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { identityData, requestData } from '../mail-data.ts'

export type TakenSignUpParts = {
  readonly courier: Courier
  readonly codes: Pick<OneTimeCodes, 'pretend'>
  readonly shield: Pick<Shield, 'message'>
  readonly settings: () => {
    /** The page for sign-ins. */
    readonly loginUrl: string
    /** The page for those who cannot get into their account; undefined where there is none. */
    readonly recoveryUrl: string | undefined
  }
  readonly clock: Clock
}

/** Both join the transaction that is open. */
export type TakenSignUp = {
  /**
   * Queues one message for each owner of these addresses, as long as the budget of the recipient
   * lasts.
   */
  tell(taken: readonly TakenAddress[], flow: Flow, caller: Pick<Caller, 'device'>): Promise<void>
  /** Writes as many rows as storing this account would; none of them is ever used. */
  pretendToStore(account: Account): Promise<void>
}

export function createTakenSignUp(parts: TakenSignUpParts): TakenSignUp {
  const { courier, codes, shield, settings, clock } = parts

  return {
    async tell(taken, flow, { device }) {
      for (const { via, value, account } of oneForEachOwner(taken)) {
        const verdict = await shield.message(value, 'registration')
        if (verdict === 'silent' || account.identity.state !== 'active') await codes.pretend()
        else
          await courier.queue({
            channel: via,
            recipient: value,
            template: 'registration_taken_valid',
            data: { To: value, ...requestData(flow), ...dataOf(account, device.userAgent) },
          })
      }
    },

    async pretendToStore({ identity, credentials }) {
      const { verifiableAddresses, recoveryAddresses } = identity
      const identifiers = credentials.flatMap((one) => one.identifiers)
      // the account, its credentials, what is unique, what is searched, and its mark as unproved
      for (const rows of [
        1,
        credentials.length,
        identifiers.length + verifiableAddresses.length + recoveryAddresses.length,
        1 + new Set(identifiers).size,
        1,
      ])
        if (rows > 0) await codes.pretend(rows)
    },
  }

  function dataOf(account: Account, userAgent: string | undefined): JsonObject {
    const { loginUrl, recoveryUrl } = settings()
    return {
      ChangedAt: toRfc3339(clock()),
      Device: deviceName(userAgent ?? '', (browser, system) => `${browser}, ${system}`) ?? '',
      LoginURL: loginUrl,
      RecoveryURL: recoveryUrl ?? '',
      Identity: identityData(account),
      Traits: account.identity.traits,
    }
  }
}

/** One address of each owner, rather for mail than for text messages. */
function oneForEachOwner(taken: readonly TakenAddress[]): readonly TakenAddress[] {
  const mailLast = taken.toSorted((a, b) => Number(a.via === 'email') - Number(b.via === 'email'))
  return [...new Map(mailLast.map((one) => [one.account.identity.id, one])).values()]
}
