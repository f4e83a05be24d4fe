import { InvalidInput } from '#errors/invalid-input.ts'
import type { SettingsMethod, SettingsScope } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import { credentialOf, identifiersFor } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { readCreation } from '#methods/shared/webauthn/answer.ts'
import { checkCreation, type NewKey } from '#methods/shared/webauthn/ceremony.ts'
import { enrolmentOf, withEnrolment } from '#methods/shared/webauthn/challenges.ts'
import {
  type Key,
  type KeyNaming,
  keysOf,
  securityKeyHandleOf,
  withKey,
  withoutKey,
} from '#methods/shared/webauthn/keys.ts'
import {
  alreadyThere,
  keyToRemove,
  lastWay,
  notAdded,
  notFound,
  removeNodes,
} from '#methods/shared/webauthn/key-settings.ts'
import { scriptNodes } from '#methods/shared/webauthn/nodes.ts'
import { creationOptions } from '#methods/shared/webauthn/options.ts'
import { enrolmentNodes, nameProblems, sentName } from './enrolment.ts'
import { selection, timeoutMs, verification, type WebauthnParts } from './parts.ts'

const type = 'webauthn'
const keysIn = (account: Account) => keysOf(credentialOf(account, type))

/** Adds and removes security keys, in browsers. */
export function webauthnSettings(parts: WebauthnParts): SettingsMethod {
  const { accounts, settings, clock } = parts
  return {
    prepare: (flow) =>
      Promise.resolve(flow.type === 'browser' ? withEnrolment(flow, type, parts.random) : flow),

    offer(flow, { account }, call) {
      const enrolment = enrolmentOf(flow, type)
      if (flow.type !== 'browser' || !enrolment) return []
      const keys = keysIn(account)
      const { party } = settings()
      const options = creationOptions({
        party,
        challenge: enrolment.challenge,
        user: { handle: securityKeyHandleOf(account), name: party.name },
        selection,
        timeoutMs,
        exclude: keys.map(({ id }) => id),
      })
      return [
        ...removeNodes(type, keys),
        ...enrolmentNodes(flow, options, message('settings.add-key')),
        ...scriptNodes(flow, call, parts.newId),
      ]
    },

    buttons: ['webauthn_remove'],
    needsRecentProof: () => true,
    shown: () => ({}),

    async submit(submission, scope, flow) {
      const remove = stringField(submission, 'webauthn_remove') ?? ''
      const text = stringField(submission, 'webauthn_register') ?? ''
      if (flow.type !== 'browser' || (remove === '' && text === ''))
        throw new InvalidInput([{ message: message('settings.no-method') }])
      if (remove !== '') return removal(scope.account, remove)
      const problems = nameProblems(submission)
      if (problems.length > 0) throw new InvalidInput(problems)
      const { party, passwordless } = settings()
      const enrolment = enrolmentOf(flow, type)
      const answer = readCreation(text)
      if (keysIn(scope.account).some(({ id }) => id === answer.id)) throw alreadyThere()
      const key =
        enrolment &&
        (await checkCreation(answer, {
          party,
          isChallenge: (challenge) => challenge === enrolment.challenge,
          verification,
        }))
      if (!key) throw notAdded()
      const naming = {
        displayName: sentName(submission),
        isPasswordless: passwordless,
        addedAt: clock(),
      }
      return {
        kind: 'change',
        touches: type,
        apply: (latest) => added({ ...scope, account: latest }, key, naming),
        // NOTE whoever has just used the second factor need not do so again
        ...(passwordless
          ? {}
          : { proof: { method: type, aal: 'aal2', completedAt: clock() } as const }),
      }
    },
  }

  function removal(account: Account, value: string) {
    const key = keyToRemove(keysIn(account), value)
    if (!key) throw notFound()
    const apply = (latest: Account) => without(latest, key)
    if (!parts.canSignIn(apply(account))) throw lastWay('webauthn_remove')
    return { kind: 'change', touches: type, apply } as const
  }

  function added(
    { account, schema }: Pick<SettingsScope, 'account' | 'schema'>,
    key: NewKey,
    naming: KeyNaming,
  ): Account {
    const config = credentialOf(account, type)?.config ?? {}
    return withConfig(
      account,
      identifiersFor(type, schema.read(account.identity.traits)),
      withKey(config, key, securityKeyHandleOf(account), naming),
    )
  }

  function without(account: Account, { id }: Key): Account {
    const credential = credentialOf(account, type)
    const keys = keysOf(credential)
    const key = keys.find((one) => one.id === id)
    if (!credential || !key) return account
    if (keys.length === 1 && credential.identifiers.length === 0)
      return accounts.withoutCredential(account, type)
    return keys.length === 1
      ? accounts.withoutSecret(account, type)
      : withConfig(account, credential.identifiers, withoutKey(credential.config, key))
  }

  function withConfig(
    account: Account,
    identifiers: readonly string[],
    config: JsonObject,
  ): Account {
    return accounts.withCredential(account, { type, identifiers, config, version: 1 })
  }
}
