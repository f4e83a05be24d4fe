import { InvalidInput } from '#errors/invalid-input.ts'
import type { LoginMethod, LoginStage } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import type { FlowType } from '#flow/flow.ts'
import { fixedInput, input, type InputNode } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import { readUse, type UseAnswer } from '#methods/shared/webauthn/answer.ts'
import { challengeOf } from '#methods/shared/webauthn/challenges.ts'
import { type Key, keysOf, securityKeyHandleOf } from '#methods/shared/webauthn/keys.ts'
import { wrongKey } from '#methods/shared/webauthn/key-use.ts'
import { buttonNode, callOf, scriptNodes } from '#methods/shared/webauthn/nodes.ts'
import { useOptions } from '#methods/shared/webauthn/options.ts'
import { handleOf, identifierOf, type PasskeyParts } from './parts.ts'

/** In bytes. */
const longestHandle = 128
const keysIn = (account: Account | undefined) => keysOf(credentialOf(account, 'passkey'))

const init = 'oryPasskeyLoginAutocompleteInit'

/** The nodes that all forms of this type have. */
const nodesOf = (type: FlowType): { readonly button: InputNode; readonly answer: InputNode } => ({
  button: {
    ...buttonNode(
      { type },
      {
        group: 'passkey',
        name: 'passkey_login_trigger',
        calls: 'oryPasskeyLogin',
        label: message('login.use-passkey'),
        value: '',
      },
    ),
    isFixed: true,
  },
  answer: fixedInput('passkey', 'passkey_login', 'hidden', {
    trigger: { on: 'load', name: init, ...callOf({ type }, init) },
  }),
})
const nodes = { browser: nodesOf('browser'), api: nodesOf('api') }

export function passkeyLogin(parts: PasskeyParts): LoginMethod {
  return {
    takesIdentifier: true,
    autocomplete: 'username webauthn',

    offer(flow, stage, call) {
      if (flow.requestedAal === 'aal2' || (mustHave(stage, flow.refresh) && !hasKey(stage)))
        return []
      const { verification, timeoutsMs } = parts.options()
      const options = useOptions({
        party: parts.party(),
        challenge: challengeOf(flow, parts.signer),
        verification,
        timeoutMs: timeoutsMs.login,
        ...(flow.refresh ? { allow: keysIn(stage.account).map(({ id }) => id) } : {}),
      })
      const { button, answer } = nodes[flow.type]
      return [
        ...scriptNodes(flow, call, parts.newId),
        // NOTE while only the identifier is asked for, the browser offers passkeys in its field
        ...(stage.kind === 'identifier' || (stage.kind === 'known' && !hasKey(stage))
          ? []
          : [button]),
        answer,
        input('passkey', 'passkey_challenge', 'hidden', { value: JSON.stringify(options) }),
      ]
    },

    async submit(submission, flow) {
      if (flow.requestedAal === 'aal2')
        throw new InvalidInput([{ message: message('login.no-method') }])
      if (flow.completed) throw new InvalidInput([{ message: message('login.completed') }])
      const text = stringField(submission, 'passkey_login') ?? ''
      if (text === '') return { kind: 'next', flow, onPage: true }
      const answer = readUse(text)
      const owner = (await ownerOf(answer)) ?? (await ownerOfSecurityKey(answer))
      if (!owner) throw new InvalidInput([{ message: message('validation.no-key') }])
      const { account, type } = owner
      const { id } = account.identity
      const isExpected = !flow.refresh || flow.identityId === undefined || flow.identityId === id
      const right = isExpected
        ? await parts.keyUses.check(flow, account, answer, {
            type,
            party: parts.party(),
            verification: parts.options().verification,
            ...(type === 'passkey'
              ? { counts: () => true, handles: handlesOf(account) }
              : { counts: isEnough, handles: [securityKeyHandleOf(account)] }),
          })
        : undefined
      if (!right) {
        parts.events({ kind: 'login.failed', method: 'passkey', identityId: id, throttled: false })
        throw wrongKey()
      }
      return {
        kind: 'proved',
        account,
        proof: { method: 'passkey', aal: 'aal1', completedAt: parts.clock() },
        consume: () => parts.keyUses.consume(flow, id, { type }, right),
      }
    },
  }

  /** The account with the user handle of the answer. */
  async function ownerOf({ response }: UseAnswer): Promise<Owner | undefined> {
    const bytes = Buffer.from(response.userHandle ?? '', 'base64url')
    if (bytes.length === 0 || bytes.length > longestHandle) return undefined
    const handle = identifierOf(bytes)
    const account = await parts.identities.findByIdentifier('passkey', handle)
    return account && credentialOf(account, 'passkey')?.identifiers.includes(handle) === true
      ? { account, type: 'passkey' }
      : undefined
  }

  /**
   * The account with a security key that its authenticator keeps like a passkey, as those do that
   * were set up before there were passkeys. Its user handle has the bytes of the account's id.
   */
  async function ownerOfSecurityKey({ id, response }: UseAnswer): Promise<Owner | undefined> {
    const hex = Buffer.from(response.userHandle ?? '', 'base64url').toString('hex')
    if (!parts.takesSecurityKeys() || hex.length !== 32) return undefined
    const account = await parts.identities.find(
      hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    )
    const keys = keysOf(credentialOf(account, 'webauthn'))
    return account && keys.some((key) => key.id === id && isEnough(key))
      ? { account, type: 'webauthn' }
      : undefined
  }
}

/** Whose key it is, and among which it is stored. */
type Owner = { readonly account: Account; readonly type: 'passkey' | 'webauthn' }

const isEnough = ({ isPasswordless }: Key): boolean => isPasswordless
const handlesOf = (account: Account): readonly string[] =>
  (credentialOf(account, 'passkey')?.identifiers ?? []).map(handleOf)

/** Whether only somebody with a passkey is offered one. */
const mustHave = ({ linking, account }: LoginStage, refresh: boolean): boolean =>
  refresh || (linking !== undefined && account !== undefined)

/** Whether the person may have a passkey, as far as the form may tell. */
const hasKey = ({ kind, account }: LoginStage): boolean =>
  account === undefined ? kind !== 'known' : keysIn(account).length > 0
