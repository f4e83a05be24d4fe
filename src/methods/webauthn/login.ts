import { InvalidInput } from '#errors/invalid-input.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import { guessSecondFactor, ownerOf } from '#flow/login/second-step.ts'
import type { LoginMethod, LoginStep } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField } from '#flow/submission.ts'
import { csrfNode, fixedInput, input } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import { canonical, maxIdentifierLength } from '#schema/canonical.ts'
import { readUse } from '#methods/shared/webauthn/answer.ts'
import { challengeOf } from '#methods/shared/webauthn/challenges.ts'
import { type Key, keysOf, securityKeyHandleOf } from '#methods/shared/webauthn/keys.ts'
import { type KeyRules, wrongKey } from '#methods/shared/webauthn/key-use.ts'
import { buttonNode, scriptNodes } from '#methods/shared/webauthn/nodes.ts'
import { useOptions } from '#methods/shared/webauthn/options.ts'
import { timeoutMs, verification, type WebauthnParts } from './parts.ts'

/** Which keys count: those that are a first factor, or those that are a second. */
type Factor = 'first' | 'second'

const counting = (factor: Factor) => (key: Key) => key.isPasswordless === (factor === 'first')
const idsOf = (account: Account | undefined, factor: Factor): readonly string[] =>
  keysOf(credentialOf(account, 'webauthn'))
    .filter(counting(factor))
    .map(({ id }) => id)

/** What the form tells while it asks for the key. */
const ownMessages: readonly MessageKey[] = [
  'login.key-ready',
  'validation.key-wrong',
  'validation.key-answer',
  'validation.generic',
]

/** What asks for the keys of the person whose identifier is filled in. */
const nodes = [
  fixedInput('webauthn', 'method', 'submit', {
    value: 'webauthn',
    label: message('login.use-key'),
  }),
]

const noMethod = () => new InvalidInput([{ message: message('login.no-method') }])

export function webauthnLogin(parts: WebauthnParts): LoginMethod {
  const { identities, settings, signer, newId } = parts
  return {
    takesIdentifier: true,
    autocomplete: 'username webauthn',

    offer(flow, stage, call) {
      if (flow.type !== 'browser') return []
      const factor = flow.requestedAal === 'aal2' ? 'second' : 'first'
      if (factor === 'first' && !settings().passwordless) return []
      const isKnown = factor === 'second' || flow.refresh
      const ids = idsOf(stage.account, factor)
      if (isKnown)
        return ids.length === 0
          ? []
          : [
              ...(factor === 'second'
                ? [input('default', 'identifier', 'hidden', { value: stage.identifier ?? '' })]
                : []),
              input('webauthn', 'webauthn_login', 'hidden', { value: '' }),
              ...scriptNodes(flow, call, newId),
              triggerNode(flow, ids, 'login.use-key'),
            ]
      if (stage.kind === 'identifier' || (stage.account && ids.length === 0)) return []
      return nodes
    },

    continued(flow, _stage, call) {
      const begun = begunIn(flow)
      // NOTE after a mistake with another method all of them are offered again
      if (!begun || !flow.form.messages.every(({ key }) => ownMessages.includes(key)))
        return undefined
      const answer = input('webauthn', 'webauthn_login', 'hidden', { value: '' })
      const script = scriptNodes(flow, call, newId)
      const hidden = { value: begun.identifier, required: true } as const
      const identifier = input('default', 'identifier', 'hidden', hidden)
      return flow.form.messages.some(({ key }) => key !== 'login.key-ready')
        ? [csrfNode, identifier, answer, ...script, triggerNode(flow, begun.keys, 'login.use-key')]
        : [identifier, csrfNode, ...script, triggerNode(flow, begun.keys, 'login.go-on'), answer]
    },

    async submit(submission, flow, caller) {
      if (flow.type !== 'browser') throw noMethod()
      const text = stringField(submission, 'webauthn_login') ?? ''
      if (flow.requestedAal === 'aal2') return secondFactor(flow, text, caller)
      if (!settings().passwordless) throw noMethod()
      if (flow.completed) throw new InvalidInput([{ message: message('login.completed') }])
      const begun = begunIn(flow)
      if (text === '' || (!flow.refresh && !begun))
        return begin(flow, stringField(submission, 'identifier') ?? '')
      const answer = readUse(text)
      const id = flow.refresh ? flow.identityId : begun?.identityId
      const account = id === undefined ? undefined : await identities.find(id)
      const right =
        account && (await parts.keyUses.check(flow, account, answer, rulesOf(account, 'first')))
      if (!account || !right) {
        parts.events({ kind: 'login.failed', method: 'webauthn', identityId: id, throttled: false })
        throw wrongKey()
      }
      return {
        kind: 'proved',
        account,
        proof: { method: 'webauthn', aal: 'aal1', completedAt: parts.clock() },
        consume: () =>
          parts.keyUses.consume(flow, account.identity.id, { type: 'webauthn' }, right),
      }
    },
  }

  async function secondFactor(flow: Flow, text: string, { client }: Caller): Promise<LoginStep> {
    const account = await ownerOf(flow, identities)
    const { id } = account.identity
    if (flow.completed) throw new InvalidInput([{ message: message('login.completed') }])
    if (text === '') throw noMethod()
    if (idsOf(account, 'second').length === 0)
      throw new InvalidInput([{ message: message('validation.no-webauthn') }])
    const answer = readUse(text)
    const right = await guessSecondFactor(
      parts,
      { method: 'webauthn', identityId: id, client },
      await parts.keyUses.check(flow, account, answer, rulesOf(account, 'second')),
      wrongKey,
    )
    return {
      kind: 'proved',
      account,
      proof: { method: 'webauthn', aal: 'aal2', completedAt: parts.clock() },
      consume: () => parts.keyUses.consume(flow, id, { type: 'webauthn' }, right),
    }
  }

  /** The first step: the keys of the person with this identifier are asked for. */
  async function begin(flow: Flow, identifier: string): Promise<LoginStep> {
    if (identifier === '') throw new InvalidInput([requiredField('identifier')])
    const account =
      identifier.length <= maxIdentifierLength
        ? await identities.findByIdentifier('webauthn', canonical(identifier))
        : undefined
    const keys = idsOf(account, 'first')
    const isKnown = account !== undefined && keys.length > 0
    if (!isKnown && !settings().hidesUnknown)
      throw new InvalidInput([{ message: message('validation.no-key') }])
    return {
      kind: 'next',
      onPage: true,
      flow: {
        ...flow,
        form: { messages: [message('login.key-ready')], fields: {} },
        memory: {
          ...flow.memory,
          webauthn: {
            identifier,
            // NOTE the same one at every try, as that of a real account
            keys: isKnown ? keys : [signer.sign(`webauthn key of ${canonical(identifier)}`)],
            ...(isKnown ? { identityId: account.identity.id } : {}),
          },
        },
      },
    }
  }

  function triggerNode(
    flow: Flow,
    allow: readonly string[],
    label: 'login.use-key' | 'login.go-on',
  ) {
    const challenge = challengeOf(flow, signer)
    const { party } = settings()
    return buttonNode(flow, {
      group: 'webauthn',
      name: 'webauthn_login_trigger',
      calls: 'oryWebAuthnLogin',
      label: message(label),
      options: useOptions({ party, challenge, verification, timeoutMs, allow }),
    })
  }

  function rulesOf(account: Account, factor: Factor): KeyRules {
    return {
      type: 'webauthn',
      party: settings().party,
      verification,
      counts: counting(factor),
      handles: [securityKeyHandleOf(account)],
    }
  }
}

/** What the first step has found. */
function begunIn({ memory }: Flow):
  | {
      readonly identifier: string
      readonly keys: readonly string[]
      readonly identityId: string | undefined
    }
  | undefined {
  const kept = memory['webauthn']
  if (!isObject(kept) || typeof kept['identifier'] !== 'string') return undefined
  const { identifier, keys, identityId } = kept
  return {
    identifier,
    keys: Array.isArray(keys) ? keys.filter((one: unknown) => typeof one === 'string') : [],
    identityId: typeof identityId === 'string' ? identityId : undefined,
  }
}
