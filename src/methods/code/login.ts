import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { Caller } from '#flow/caller.ts'
import { mailData } from '#flow/mail-data.ts'
import type { MailAddress } from '#flow/mailed-method.ts'
import type { LoginMethod, LoginStage, LoginStep } from '#flow/method.ts'
import { proverOf } from '#flow/known-device.ts'
import { requiredField } from '#flow/required-field.ts'
import { deliver } from '#flow/send-secret.ts'
import { isPressed, objectField, stringField } from '#flow/submission.ts'
import { csrfNode, fixedInput, input, type UiNode } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import { withVerified } from '#identity/address-status.ts'
import { typedIdentifiers } from '#identity/credential-types.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { canonical, maxIdentifierLength } from '#schema/canonical.ts'
import { provedAddress } from '#session/separate-factors.ts'
import type { Rules } from '#rules.ts'
import type { Client } from '#shield/shield.ts'
import { addressOf, codeAddressesOf, guessedAddress } from './addresses.ts'
import { hasOtherMessages, codeFormNodes } from './code-form.ts'
import { judged, wrongCode } from './judged.ts'
import { readCode } from './input.ts'
import type { CodeParts } from './parts.ts'
import { createSecondFactor } from './second-factor.ts'

const nodes = [
  fixedInput('code', 'method', 'submit', { value: 'code', label: message('login.send-code') }),
]

const noMethod = () => new InvalidInput([{ message: message('login.no-method') }])

export function codeLogin(parts: CodeParts): LoginMethod {
  const second = createSecondFactor(parts)
  return {
    takesIdentifier: true,

    offer(flow, stage) {
      if (flow.requestedAal === 'aal2') return second.offer(flow, stage)
      if (!parts.settings().passwordless || stage.kind === 'identifier') return []
      if (stage.account && (credentialOf(stage.account, 'code')?.identifiers.length ?? 0) === 0)
        return []
      if (flow.refresh && stage.account && parts.settings().choosesAddressOnRefresh)
        return codeAddressesOf(stage.account).map(({ value, via }) =>
          input('code', 'address', 'submit', {
            value,
            label: message('login.send-code-to', { address: value, channel: via }),
          }),
        )
      return nodes
    },

    continued: (flow, stage) =>
      flow.active !== 'code' || flow.state === 'choose_method'
        ? undefined
        : flow.requestedAal === 'aal2'
          ? second.form(flow)
          : codeForm(flow, stage),

    begin: async (flow, identifier, caller, call) =>
      flow.requestedAal === 'aal2'
        ? second.begin(flow, caller)
        : send({ ...flow, transientPayload: {} }, identifier, caller, call.rules),

    async submit(submission, flow, caller, { rules }) {
      if (flow.requestedAal === 'aal2') return second.submit(submission, flow, caller)
      if (!parts.settings().passwordless || flow.completed) throw noMethod()
      const text = readCode(submission)
      const sent = rememberedIdentifier(flow)
      if (sent === undefined || isPressed(submission, 'resend')) {
        return send(
          { ...flow, transientPayload: objectField(submission, 'transient_payload') ?? {} },
          sent ?? stringField(submission, 'address') ?? stringField(submission, 'identifier') ?? '',
          caller,
          rules,
        )
      }
      if (text === undefined) throw new InvalidInput([requiredField('code')])
      const identifier = stringField(submission, 'identifier') ?? ''
      if (identifier === '') throw new InvalidInput([requiredField('identifier')])
      if (canonical(identifier.slice(0, maxIdentifierLength)) !== canonical(sent)) throw wrongCode()
      return check(flow, text, caller.client)
    },
  }

  async function send(
    flow: Flow,
    identifier: string,
    { client, request }: Pick<Caller, 'client' | 'request'>,
    { codeForKnownPerson }: Pick<Rules, 'codeForKnownPerson'>,
  ): Promise<LoginStep> {
    if (identifier === '') throw new InvalidInput([requiredField('identifier')])
    const { hidesUnknown, lifespanMs } = parts.settings(),
      now = parts.clock()
    const anybody =
      identifier.length <= maxIdentifierLength ? await find(canonical(identifier)) : undefined
    // NOTE whoever confirms who they are gets codes at addresses of their own account only
    const isKnown = codeForKnownPerson === 'told-as-own' && flow.refresh
    const isOwn = !isKnown || anybody?.account.identity.id === flow.identityId
    const found = isOwn ? anybody : undefined
    if (!found && !hidesUnknown)
      throw new InvalidInput([{ message: message('validation.code-unknown-account') }])
    const address = found?.address ?? guessedAddress(identifier)
    const digits = await parts.codes.digitsFor('login', address)
    const data = mailData(flow, address.value, found?.account, lifespanMs, request)
    return {
      kind: 'next',
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'code',
        form: {
          messages: [message(isKnown ? 'login.code-sent-to-own' : 'login.code-sent')],
          fields: {},
        },
        memory: {
          ...flow.memory,
          code: { identifier, again: rememberedIdentifier(flow) !== undefined },
        },
        updatedAt: now,
      },
      async store() {
        const wanted = {
          flowId: flow.id,
          kind: 'login',
          form: 'code',
          address,
          lifespanMs,
          digits,
        } as const
        const identityId = found?.account.identity.id
        const [text] = await deliver(parts.codes, [{ ...wanted, identityId }], client)
        if (text === undefined) return
        if (!found) await parts.codes.pretend()
        else
          await parts.courier.queue({
            channel: address.via,
            recipient: address.value,
            template: 'login_code_valid',
            data: { ...data, LoginCode: text },
          })
      },
    }
  }

  async function check(flow: Flow, text: string, client: Client): Promise<LoginStep> {
    const owner = await parts.codes.ownerOf(flow.id)
    const guess = await parts.codes.guess(
      { flowId: flow.id, kind: 'login', text, maxTries: parts.settings().maxSubmissions },
      client,
    )
    const judgement = await judged(parts, guess, owner)
    if (judgement.kind === 'expired') return judgement
    const { account, code } = judgement
    return {
      kind: 'proved',
      account: code.address ? withVerified(account, code.address, parts.clock()) : account,
      proof: {
        method: 'code',
        aal: 'aal1',
        completedAt: parts.clock(),
        address: provedAddress(code.address),
      },
      // NOTE the code is used up in the transaction that begins the session: of several requests
      // with the same code only one succeeds
      async consume() {
        if (!(await parts.codes.use(code.id))) throw wrongCode()
        return (
          (code.address
            ? await parts.addressStatuses.proved(account.identity.id, code.address, {
                by: await proverOf(parts, account.identity.id, { client }),
                purpose: 'login',
              })
            : undefined) ?? account
        )
      },
    }
  }

  async function find(
    identifier: string,
  ): Promise<{ readonly account: Account; readonly address: MailAddress } | undefined> {
    const account = await parts.identities.findByIdentifier('code', identifier)
    if (account?.identity.state === 'active')
      return { account, address: addressOf(account, identifier) }
    if (account || !parts.settings().missingCredentialFallback) return undefined
    const owner = await parts.identities.findByAddress('verifiable', identifier)
    const address =
      owner?.identity.state === 'active'
        ? owner.identity.verifiableAddresses.find((one) => one.value === identifier)
        : undefined
    return owner && address
      ? { account: owner, address: { value: address.value, via: address.via } }
      : undefined
  }
}

function rememberedIdentifier(flow: Flow): string | undefined {
  const remembered = flow.memory['code']
  return isObject(remembered) && typeof remembered['identifier'] === 'string'
    ? remembered['identifier']
    : undefined
}

const wasSentAgain = ({ memory: { code } }: Flow): boolean =>
  isObject(code) && code['again'] === true

function codeForm(flow: Flow, stage: LoginStage): readonly UiNode[] {
  const value = rememberedIdentifier(flow) ?? ''
  const isKnown = flow.form.messages.some(({ key }) => key === 'login.code-sent-to-own')
  const afterWrongCode = hasOtherMessages(
    flow,
    isKnown ? 'login.code-sent-to-own' : 'login.code-sent',
  )
  // NOTE as published: of the first step, but after a mistake; and renderers that show one group at
  // a time forget what was in the first step once it has gone, so it does not come back there
  const first =
    !afterWrongCode &&
    !wasSentAgain(flow) &&
    (stage.kind === 'identifier' || flow.memory['identifier_first'] !== undefined)
  const identifier = input(first ? 'identifier_first' : 'default', 'identifier', 'hidden', {
    value,
    ...(afterWrongCode
      ? {}
      : {
          required: true,
          label: stage.schema.identifierLabel(typedIdentifiers),
        }),
    ...(first
      ? {
          required: true,
          autocomplete: 'username webauthn',
          label: stage.schema.identifierLabel(typedIdentifiers),
        }
      : {}),
  })
  const nodes = codeFormNodes(message('node.login-code'), afterWrongCode)
  if (afterWrongCode) return [csrfNode, identifier, ...nodes]
  const own = isKnown ? [input('code', 'identifier', 'hidden', { value })] : []
  return [identifier, ...own, ...nodes, ...(flow.type === 'browser' ? [csrfNode] : [])]
}
