import { record } from '#audit/record.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { SettingsMethod, SettingsScope, SettingsStep } from '#flow/method.ts'
import { isSet } from '#flow/submission.ts'
import { input, type InputNode, type UiNode } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import { revealedEntry } from '#identity/audit-entries.ts'
import { isObject } from '#lib/json.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import { because, type Because } from '#messages/reasons.ts'
import { hasCodes, type LookupCode } from './credential.ts'
import type { LookupParts } from './parts.ts'

/** How many codes are made at once, and of how many letters and digits: 39 bits each. */
const codesMade = 12,
  codeLength = 8

/** The codes that this flow shows: new ones that are not confirmed yet, or the stored ones. */
type Shown = { readonly kind: 'new' | 'stored'; readonly codes: readonly LookupCode[] }

type Label = Extract<
  MessageKey,
  'settings.new-lookup' | 'settings.reveal-lookup' | 'settings.confirm-lookup' | 'settings.turn-off'
>
const button = (name: string, label: Label): InputNode =>
  input('lookup_secret', name, 'submit', { value: 'true', label: message(label) })
const regenerate = button('lookup_secret_regenerate', 'settings.new-lookup')
const reveal = button('lookup_secret_reveal', 'settings.reveal-lookup')
const confirm = button('lookup_secret_confirm', 'settings.confirm-lookup')
const disable = button('lookup_secret_disable', 'settings.turn-off')

const generic = (why: Because) =>
  new InvalidInput([{ message: message('validation.generic', why) }])
const none = () => generic(because('no-codes'))

/** Makes codes, shows them, stores them once their owner has confirmed them, and removes them. */
export function lookupSettings({
  accounts,
  encryption,
  newCode,
  clock,
}: LookupParts): SettingsMethod {
  return {
    offer(flow, scope) {
      const shown = shownTo(flow, scope)
      if (shown?.kind === 'new') return [codesNode(shown.codes), confirm]
      if (shown) return [codesNode(shown.codes), disable, regenerate]
      return hasCodes(scope.account) ? [reveal, disable] : [regenerate]
    },

    buttons: [regenerate, reveal, confirm, disable].map(({ name }) => name),
    isUnderWay: (flow, scope) => shownTo(flow, scope) !== undefined,
    needsRecentProof: () => true,
    shown: () => ({}),

    async submit(submission, scope, flow): Promise<SettingsStep> {
      const { account, session } = scope
      const remember = (
        what: { readonly setup: string } | { readonly revealed: true },
      ): SettingsStep => ({
        kind: 'next',
        flow: {
          ...flow,
          memory: { ...flow.memory, lookup_secret: { session: session.id, ...what } },
        },
      })
      if (isSet(submission, 'lookup_secret_confirm')) {
        const shown = shownTo(flow, scope)
        if (shown?.kind !== 'new') throw generic(because('no-new-codes'))
        const credential = encryption.credential(shown.codes, account.identity.id)
        return {
          kind: 'change',
          touches: 'lookup_secret',
          apply: (latest) => accounts.withCredential(latest, credential),
          proof: { method: 'lookup_secret', aal: 'aal2', completedAt: clock() },
        }
      }
      if (isSet(submission, 'lookup_secret_regenerate')) {
        const codes = Array.from({ length: codesMade }, () => ({
          code: newCode(codeLength),
          usedAt: null,
        }))
        return remember({ setup: encryption.encryptSetup(codes, flow.id) })
      }
      if (isSet(submission, 'lookup_secret_reveal')) {
        if (!encryption.decrypt(account)) throw none()
        await record(revealedEntry(account.identity.id, ['lookup_secret']))
        return remember({ revealed: true })
      }
      if (isSet(submission, 'lookup_secret_disable')) {
        // NOTE as published, codes that are not there are switched off as well
        return {
          kind: 'change',
          touches: 'lookup_secret',
          apply: (latest) => accounts.withoutCredential(latest, 'lookup_secret'),
        }
      }
      throw new InvalidInput([{ message: message('settings.no-method') }])
    },
  }

  /**
   * NOTE codes are shown only to the session that asked for them, since that one has proved
   * recently who it belongs to.
   */
  function shownTo(flow: Flow, { account, session }: SettingsScope): Shown | undefined {
    const remembered = flow.memory['lookup_secret']
    if (!isObject(remembered) || remembered['session'] !== session.id) return undefined
    const { setup } = remembered
    if (typeof setup === 'string') return shownAs('new', encryption.decryptSetup(setup, flow.id))
    return shownAs(
      'stored',
      encryption.tryDecrypt(credentialOf(account, 'lookup_secret'), account.identity.id),
    )
  }
}

const shownAs = (
  kind: Shown['kind'],
  codes: readonly LookupCode[] | undefined,
): Shown | undefined => codes && { kind, codes }

function codesNode(codes: readonly LookupCode[]): UiNode {
  return {
    type: 'text',
    group: 'lookup_secret',
    id: 'lookup_secret_codes',
    text: message('settings.lookup-codes', { codes }),
    label: message('settings.lookup-codes-label'),
    messages: [],
  }
}
