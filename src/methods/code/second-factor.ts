// Codes as the second factor of somebody who is signed in, sent to an address of their account.
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import { countsInStep, ownerOf, secondStepOf } from '#flow/login/second-step.ts'
import { mailData } from '#flow/mail-data.ts'
import type { MailAddress } from '#flow/mailed-method.ts'
import type { LoginStage, LoginStep } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { deliver } from '#flow/send-secret.ts'
import { isPressed, objectField, stringField, type Submission } from '#flow/submission.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { canonical, maxIdentifierLength } from '#schema/canonical.ts'
import { provedAddress } from '#session/separate-factors.ts'
import { codeAddressesOf } from './addresses.ts'
import { hasOtherMessages, codeFormNodes } from './code-form.ts'
import { readCode } from './input.ts'
import { judged, wrongCode } from './judged.ts'
import type { CodeParts } from './parts.ts'

const noMethod = () => new InvalidInput([{ message: message('login.no-method') }])
const unknownAddress = () => new InvalidInput([{ message: message('login.unknown-address') }])

/** The field, and the buttons, that choose the address. */
const field = 'address'

/** Whether a button was pressed that sends a code as the second factor. */
export const choosesAddress = (submission: Submission): boolean =>
  stringField(submission, field) !== undefined

/** What the flow stores once a code was sent. `unasked`: it was sent when the flow was opened. */
type Sent = MailAddress & { readonly unasked: boolean }

function sentIn({ memory: { code } }: Flow): Sent | undefined {
  return isObject(code) && typeof code['value'] === 'string' ? (code as unknown as Sent) : undefined
}

/** Whether the code of this flow was sent when it was opened, since there was nothing to choose. */
export const wasSentUnasked = (flow: Flow): boolean => sentIn(flow)?.unasked === true

const sendLabel = ({ value, via }: MailAddress) =>
  message('login.send-code-to', { address: value, channel: via })

export function createSecondFactor(parts: CodeParts) {
  /** The addresses that a code can be sent to now: of those asked for, those that were not proved. */
  function addressesFor(account: Account, flow: Flow): readonly MailAddress[] {
    if (!parts.settings().secondFactor) return []
    const verifiable = parts.settings().missingCredentialFallback
      ? account.identity.verifiableAddresses.map(({ value, via }) => ({ value, via }))
      : []
    const all = [...codeAddressesOf(account), ...verifiable]
    const { via } = secondStepOf(flow)
    return [...new Map(all.map((one) => [`${one.via} ${one.value}`, one])).values()].filter(
      (one) => (via === undefined || via === one.value) && countsInStep(flow, provedAddress(one)),
    )
  }

  return {
    offer: (flow: Flow, { account }: LoginStage): readonly UiNode[] =>
      (account ? addressesFor(account, flow) : []).map((one) =>
        input('code', field, 'submit', { value: one.value, label: sendLabel(one) }),
      ),

    form(flow: Flow): readonly UiNode[] {
      const sent = sentIn(flow)
      const afterWrongCode = hasOtherMessages(flow, 'login.second-code-sent')
      const value = sent?.value ?? ''
      const nodes = codeFormNodes(message('node.login-code'), afterWrongCode)
      const identifier = input('default', 'identifier', 'hidden', { value })
      if (afterWrongCode) return [csrfNode, identifier, ...nodes]
      return [
        sent && wasSentUnasked(flow)
          ? { ...identifier, group: 'code', label: sendLabel(sent) }
          : identifier,
        ...nodes,
        ...(flow.type === 'browser' ? [csrfNode] : []),
      ]
    },

    /** Sends the code at once to somebody who has one address. */
    async begin(flow: Flow, caller: Caller): Promise<LoginStep | undefined> {
      const account = await ownerOf(flow, parts.identities)
      const [only, ...others] = addressesFor(account, flow)
      return only && others.length === 0
        ? send({ ...flow, transientPayload: {} }, account, { ...only, unasked: true }, caller)
        : undefined
    },

    async submit(submission: Submission, opened: Flow, caller: Caller): Promise<LoginStep> {
      const account = await ownerOf(opened, parts.identities)
      if (!parts.settings().secondFactor) throw noMethod()
      if (opened.completed) throw new InvalidInput([{ message: message('login.completed') }])
      const flow = {
        ...opened,
        transientPayload: objectField(submission, 'transient_payload') ?? {},
      }
      const addresses = addressesFor(account, flow)
      const named = (name: string) =>
        addresses.find(({ value }) => value === typedAddress(submission, name))
      const sent = sentIn(flow),
        code = readCode(submission)
      const to = (address: MailAddress) =>
        send(flow, account, { ...address, unasked: false }, caller)
      if (!sent) {
        const isNamed = [field, 'identifier'].some((name) => typedAddress(submission, name) !== '')
        const only = !isNamed && addresses.length === 1 ? addresses[0] : undefined
        const address = only ?? named(typedAddress(submission, field) === '' ? 'identifier' : field)
        if (!address) throw unknownAddress()
        return to(address)
      }
      const isOther = (named(field)?.value ?? sent.value) !== sent.value
      if (isPressed(submission, 'resend') || (code === undefined && isOther)) {
        const address = named(field) ?? addresses.find(({ value }) => value === sent.value)
        if (!address) throw unknownAddress()
        return to(address)
      }
      if (code === undefined) throw new InvalidInput([requiredField('code')])
      return check(flow, account, code, caller)
    },
  }

  async function send(
    flow: Flow,
    account: Account,
    address: Sent,
    { client, request }: Pick<Caller, 'client' | 'request'>,
  ): Promise<LoginStep> {
    const { lifespanMs } = parts.settings()
    const { value, via } = address,
      identityId = account.identity.id
    const digits = await parts.codes.digitsFor('second-factor', address, identityId)
    const data = mailData(flow, value, account, lifespanMs, request)
    return {
      kind: 'next',
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'code',
        form: { messages: [message('login.second-code-sent')], fields: {} },
        memory: { ...flow.memory, code: address },
        updatedAt: parts.clock(),
      },
      async store() {
        const wanted = {
          flowId: flow.id,
          kind: 'second-factor',
          form: 'code',
          address: { value, via },
          identityId,
          lifespanMs,
          digits,
        } as const
        const [text] = await deliver(parts.codes, [wanted], client)
        if (text === undefined) return
        await parts.courier.queue({
          channel: via,
          recipient: value,
          template: 'login_code_valid',
          data: { ...data, LoginCode: text },
        })
      },
    }
  }

  async function check(
    flow: Flow,
    { identity: { id } }: Account,
    text: string,
    { client }: Caller,
  ): Promise<LoginStep> {
    const maxTries = parts.settings().maxSubmissions
    const guess = await parts.codes.guess(
      { flowId: flow.id, kind: 'second-factor', text, maxTries },
      client,
    )
    const judgement = await judged(parts, guess, id)
    if (judgement.kind === 'expired') return judgement
    const {
      account,
      code: { id: codeId, address },
    } = judgement
    if (!address || account.identity.id !== id) throw wrongCode()
    return {
      kind: 'proved',
      account,
      proof: {
        method: 'code',
        aal: 'aal2',
        completedAt: parts.clock(),
        address: provedAddress(address),
      },
      async consume() {
        if (!(await parts.codes.use(codeId))) throw wrongCode()
        // NOTE whoever has signed in to the account is no stranger to it
        const proof = { by: 'its-person', purpose: 'login' } as const
        const proved = await parts.addressStatuses.proved(id, address, proof)
        if (!proved) throw wrongCode()
        return proved
      },
    }
  }
}

const typedAddress = (submission: Submission, name: string): string =>
  canonical((stringField(submission, name) ?? '').slice(0, maxIdentifierLength))
