import type { Courier } from '#courier/courier.ts'
import type { Cipher } from '#crypto/cipher.ts'
import type { Signer } from '#crypto/signer.ts'
import type { Tokens } from '#crypto/tokens.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import { createTakenSignUp } from '#flow/registration/taken.ts'
import { createAddressStatuses } from '#identity/address-status.ts'
import { createOneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'
import { createCode } from '#methods/code/code.ts'
import { createLink } from '#methods/link/link.ts'
import type { Store } from '#store/store.ts'
import type { Shield } from '#shield/shield.ts'
import { hasSms } from './notices.ts'
import { configOf, type Runtime } from './runtime.ts'

export type CodeAndLinkParts = {
  readonly runtime: Runtime
  readonly store: Pick<
    Store,
    'identities' | 'sessions' | 'codes' | 'attempts' | 'unproved' | 'budgets'
  >
  readonly courier: Courier
  readonly shield: Shield
  readonly cipher: Cipher
  readonly signer: Signer
  readonly tokens: Tokens
  readonly events: Events
  readonly clock: Clock
}

/**
 * The methods that send codes and links to an address, and the address status they share with
 * flows.
 */
export function createCodeAndLink({
  runtime,
  store,
  courier,
  shield,
  cipher,
  signer,
  tokens,
  events,
  clock,
}: CodeAndLinkParts) {
  const { identities } = store
  const addressStatuses = createAddressStatuses({
    identities,
    unproved: store.unproved,
    endSessions: (identityId) => store.sessions.revokeOfIdentity(identityId),
    clock,
  })
  const codes = createOneTimeCodes({
    store: store.codes,
    attempts: store.attempts,
    shield,
    tokens,
    signer,
    clock,
  })
  const notifiesUnknown = () => {
    const { recovery, verification } = configOf(runtime).selfservice.flows
    return {
      recovery: recovery.notifyUnknownRecipients,
      verification: verification.notifyUnknownRecipients,
    }
  }
  const takenSignUp = createTakenSignUp({
    courier,
    codes,
    shield,
    budgets: store.budgets,
    settings: () => {
      const { login, recovery } = configOf(runtime).selfservice.flows
      return {
        ofNetwork: configOf(runtime).pallas.shield.networkMessages,
        loginUrl: login.uiUrl,
        recoveryUrl: recovery.enabled ? recovery.uiUrl : undefined,
      }
    },
    clock,
  })
  const code: Method = createCode({
    identities,
    addressStatuses,
    codes,
    courier,
    shield,
    cipher,
    takenSignUp,
    events,
    clock,
    settings: () => ({
      ...configOf(runtime).selfservice.methods.code,
      hasSms: hasSms(configOf(runtime)),
      choosesAddressOnRefresh: configOf(runtime).featureFlags.choosesAddressOnRefresh,
      hidesUnknown: configOf(runtime).security.mitigateEnumeration,
      showsAddress: configOf(runtime).featureFlags.chooseRecoveryAddress,
      notifiesUnknown: notifiesUnknown(),
    }),
  })
  const link: Method = createLink({
    identities,
    addressStatuses,
    codes,
    courier,
    clock,
    settings: () => ({
      lifespanMs: configOf(runtime).selfservice.methods.link.lifespanMs,
      notifiesUnknown: notifiesUnknown(),
    }),
  })
  return { code, link, addressStatuses, takenSignUp }
}
