import { InvalidInput } from '#errors/invalid-input.ts'
import type { SettingsMethod, SettingsScope } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import { readCreation } from '#methods/shared/webauthn/answer.ts'
import { checkCreation, type NewKey } from '#methods/shared/webauthn/ceremony.ts'
import { enrolmentOf, withEnrolment } from '#methods/shared/webauthn/challenges.ts'
import { type Key, keysOf, withKey, withoutKey } from '#methods/shared/webauthn/keys.ts'
import {
  alreadyThere,
  keyToRemove,
  lastWay,
  notAdded,
  notFound,
  removeNodes,
} from '#methods/shared/webauthn/key-settings.ts'
import { buttonNode, scriptNodes } from '#methods/shared/webauthn/nodes.ts'
import { creationOptions } from '#methods/shared/webauthn/options.ts'
import { creationOf, handleBytes, type PasskeyParts } from './parts.ts'

const type = 'passkey'
const keysIn = (account: Account) => keysOf(credentialOf(account, type))

/** Adds and removes passkeys. */
export function passkeySettings(parts: PasskeyParts): SettingsMethod {
  const { accounts, party } = parts
  return {
    prepare: (flow) => Promise.resolve(withEnrolment(flow, type, parts.random)),

    offer(flow, scope, call) {
      const enrolment = enrolmentOf(flow, type)
      const keys = keysIn(scope.account)
      const removal = removeNodes(type, keys)
      if (!enrolment) return removal
      const options = creationOptions({
        party: party(),
        challenge: enrolment.challenge,
        user: { handle: handleBytes(enrolment.handle), name: nameOf(scope) },
        ...creationOf(parts.options()),
        exclude: keys.map(({ id }) => id),
      })
      return [
        ...scriptNodes(flow, call, parts.newId),
        ...removal,
        buttonNode(flow, {
          group: type,
          name: 'passkey_register_trigger',
          calls: 'oryPasskeySettingsRegistration',
          label: message('settings.add-passkey'),
          value: '',
        }),
        input(type, 'passkey_settings_register', 'hidden'),
        input(type, 'passkey_create_data', 'hidden', { value: JSON.stringify(options) }),
      ]
    },

    buttons: ['passkey_remove'],
    needsRecentProof: () => true,
    shown: () => ({}),

    async submit(submission, { account }, flow) {
      const remove = stringField(submission, 'passkey_remove') ?? ''
      const text = stringField(submission, 'passkey_settings_register') ?? ''
      if (remove !== '') {
        const key = keyToRemove(keysIn(account), remove)
        if (!key) throw notFound()
        const apply = (latest: Account) => without(latest, key)
        if (!parts.canSignIn(apply(account))) throw lastWay('passkey_remove')
        return { kind: 'change', touches: type, apply }
      }
      if (text === '') throw new InvalidInput([{ message: message('settings.no-method') }])
      const enrolment = enrolmentOf(flow, type)
      const answer = readCreation(text)
      if (keysIn(account).some(({ id }) => id === answer.id)) throw alreadyThere()
      const key =
        enrolment &&
        (await checkCreation(answer, {
          party: party(),
          isChallenge: (challenge) => challenge === enrolment.challenge,
          verification: parts.options().verification,
        }))
      if (!key) throw notAdded()
      return {
        kind: 'change',
        touches: type,
        apply: (latest) => withPasskey(latest, key, enrolment.handle),
      }
    },
  }

  function withPasskey(account: Account, key: NewKey, handle: string): Account {
    const credential = credentialOf(account, type)
    const naming = { displayName: '', isPasswordless: true, addedAt: parts.clock() }
    return accounts.withCredential(account, {
      type,
      // NOTE every passkey has a user handle of its own, and all of them lead to the account
      identifiers: [...(credential?.identifiers ?? []), handle],
      config: withKey(credential?.config ?? {}, key, handleBytes(handle), naming),
      version: 1,
    })
  }

  function without(account: Account, { id }: Key): Account {
    const credential = credentialOf(account, type)
    const keys = keysOf(credential)
    const key = keys.find((one) => one.id === id)
    if (!credential || !key) return account
    return keys.length === 1
      ? accounts.withoutCredential(account, type)
      : accounts.withCredential(account, {
          ...credential,
          config: withoutKey(credential.config, key),
        })
  }
}

function nameOf({ account: { identity }, schema }: SettingsScope): string {
  const { displayName, identifiers } = schema.read(identity.traits)
  return displayName ?? identifiers[0]?.value ?? identity.id
}
