import { name as current } from '#editions/v26.2/edition.ts'
import type { Courier } from '#courier/courier.ts'
import type { Cipher } from '#crypto/cipher.ts'
import type { Signer } from '#crypto/signer.ts'
import type { Tokens } from '#crypto/tokens.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import { createAddressNotes } from '#identity/address-status.ts'
import type { Guessing } from '#identity/guessing.ts'
import { createOneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'
import { createCode } from '#methods/code/code.ts'
import { createLink } from '#methods/link/link.ts'
import type { Store } from '#store/store.ts'
import { createLinks } from './links.ts'
import { configOf, type Live } from './runtime.ts'

export type MailedAppParts = {
  readonly live: Live
  readonly store: Pick<Store, 'identities' | 'sessions' | 'codes' | 'attempts'>
  readonly courier: Courier
  readonly guessing: Guessing
  readonly cipher: Cipher
  readonly signer: Signer
  readonly tokens: Tokens
  readonly events: Events
  readonly clock: Clock
}

/** The methods that work by messages to an address, and what they share with the flows. */
export function createMailedMethods({
  live,
  store,
  courier,
  guessing,
  cipher,
  signer,
  tokens,
  events,
  clock,
}: MailedAppParts) {
  const { identities } = store
  const addressNotes = createAddressNotes({
    identities,
    attempts: store.attempts,
    endSessions: (identityId) => store.sessions.revokeOfIdentity(identityId),
    clock,
  })
  const codes = createOneTimeCodes({
    store: store.codes,
    attempts: store.attempts,
    tokens,
    signer,
    clock,
  })
  const link = createLinks(() => configOf(live))
  const notifiesUnknown = () => {
    const { recovery, verification } = configOf(live).selfservice.flows
    return {
      recovery: recovery.notifyUnknownRecipients,
      verification: verification.notifyUnknownRecipients,
    }
  }
  const code: Method = createCode({
    identities,
    addressNotes,
    codes,
    courier,
    guessing,
    cipher,
    link,
    events,
    clock,
    settings: () => ({
      ...configOf(live).selfservice.methods.code,
      hidesUnknown: configOf(live).security.mitigateEnumeration,
      showsAddress: configOf(live).featureFlags.chooseRecoveryAddress,
      notifiesUnknown: notifiesUnknown(),
    }),
  })
  const linked: Method = createLink({
    identities,
    addressNotes,
    codes,
    courier,
    link,
    clock,
    alwaysNotifies: (edition) => edition !== current,
    settings: () => ({
      lifespanMs: configOf(live).selfservice.methods.link.lifespanMs,
      notifiesUnknown: notifiesUnknown(),
    }),
  })
  return { code, link: linked, addressNotes }
}
