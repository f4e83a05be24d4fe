// Recovery by code with a form that shows a part of the address that the code was sent to, and that
// has a button to go back. Whoever has several addresses chooses one of them, and types it in full.
import { readAddress } from '#flow/address-field.ts'
import { noNotes, type Flow, type FlowState } from '#flow/flow.ts'
import type { MailCall } from '#flow/method-call.ts'
import type { MailedStep, Sending } from '#flow/mailed-method.ts'
import { textField, stringField, type Submission } from '#flow/submission.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import type { RecoveryAddress } from '#identity/identity.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { CodeParts } from './parts.ts'
import { sentTo, type CodeMail } from './mail.ts'

const confirm = 'recovery_confirm_address',
  select = 'recovery_select_address',
  memoryKey = 'address_choice'

/** A part of an address of the account, and what it is. */
type Masked = { readonly value: string; readonly via: AddressChannel }

/** The addresses to choose from. `address`: the one that was typed first. */
type Choice = {
  readonly address: string
  readonly choices: readonly Masked[]
  readonly chosen?: Masked
}

function choiceIn({ memory }: Flow): Choice {
  const stored = memory[memoryKey]
  return isObject(stored) ? (stored as unknown as Choice) : { address: '', choices: [] }
}

/** The addresses in part, each part once: which of several is meant is told by typing it in full. */
const distinct = (addresses: readonly RecoveryAddress[]): readonly Masked[] => [
  ...new Map(
    addresses.map(({ value, via }) => [masked(value), { value: masked(value), via }]),
  ).values(),
]

/** Whether the button was pressed that leads back from the code to the address. */
export const wantsAnotherAddress = (submission: Submission): boolean =>
  textField(submission, 'screen') === 'previous'

export function createAddressRecovery(parts: CodeParts, mailed: CodeMail) {
  /** Sends the code, or lets choose among the addresses of the account. */
  async function begin(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep> {
    const address = readAddress(submission, 'recovery_address')
    const account = await parts.identities.findByAddress('recovery', address.value)
    const choices =
      account?.identity.state === 'active' ? distinct(account.identity.recoveryAddresses) : []
    // NOTE that there is a choice tells that there is an account
    if (choices.length < 2 || parts.settings().hidesUnknown)
      return sendTo('recovery_address', submission, flow, call)
    return ask(flow, 'recovery_awaiting_address_choice', { address: address.value, choices })
  }

  /** Takes the choice of an address; what is none of them leads to the choice again. */
  function choose(submission: Submission, flow: Flow): MailedStep {
    const choice = choiceIn(flow)
    const chosen = choice.choices.find(({ value }) => value === stringField(submission, select))
    return chosen
      ? ask(flow, 'recovery_confirming_address', { ...choice, chosen })
      : ask(flow, 'recovery_awaiting_address_choice', choice)
  }

  function ask(flow: Flow, state: FlowState, choice: Choice): MailedStep {
    const key =
      state === 'recovery_confirming_address'
        ? 'recovery.confirm-address'
        : 'recovery.choose-address'
    const { code: _, ...memory } = flow.memory
    return {
      kind: 'sent',
      flow: {
        ...flow,
        state,
        form: { messages: [message(key)], fields: {} },
        memory: { ...memory, [memoryKey]: choice },
        updatedAt: parts.clock(),
      },
      store: () => parts.codes.replace(flow.id, []),
    }
  }

  async function sendTo(
    field: string,
    submission: Submission,
    flow: Flow,
    call: MailCall,
  ): Promise<MailedStep> {
    const address = readAddress(submission, field)
    const account = await parts.identities.findByAddress('recovery', address.value)
    return {
      kind: 'sent',
      ...withAddress(await mailed.send(flow, { address, account }, call), address.value),
    }
  }

  return {
    isIn: (flow: Flow): boolean =>
      flow.state.startsWith('recovery_') ||
      (flow.completed && flow.memory['shows_address'] === true),

    offer(flow: Flow): readonly UiNode[] {
      if (flow.state === 'recovery_awaiting_address') return addressForm()
      if (flow.state === 'recovery_awaiting_address_choice') return choiceForm(choiceIn(flow))
      if (flow.state === 'recovery_confirming_address') return confirmForm(choiceIn(flow))
      return codeForm(sentTo(flow) ?? '')
    },

    async submit(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep> {
      if (flow.state === 'recovery_awaiting_address') return begin(submission, flow, call)
      if (wantsAnotherAddress(submission)) return back(flow)
      if (flow.state === 'recovery_awaiting_address_choice') return choose(submission, flow)
      if (flow.state === 'recovery_confirming_address')
        return sendTo(confirm, submission, flow, call)
      return (stringField(submission, confirm) ?? '') === ''
        ? mailed.check(submission, flow, call)
        : sendTo(confirm, submission, flow, call)
    },
  }

  function back(flow: Flow): MailedStep {
    const { code: _, [memoryKey]: _choice, ...memory } = flow.memory
    return {
      kind: 'sent',
      flow: {
        ...flow,
        state: 'recovery_awaiting_address',
        form: noNotes,
        memory,
        updatedAt: parts.clock(),
      },
      store: () => parts.codes.replace(flow.id, []),
    }
  }
}

function withAddress({ flow, store }: Sending, address: string): Sending {
  return {
    flow: {
      ...flow,
      state: 'recovery_awaiting_code',
      form: {
        messages: [message('recovery.code-sent-to', { address: masked(address) })],
        fields: {},
      },
      memory: { ...flow.memory, shows_address: true },
    },
    store,
  }
}

/** Shortens an address so that its owner recognizes it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0
    ? `${address.slice(0, 3)}****${address.slice(-2)}`
    : `${address.slice(0, Math.min(2, at))}****${address.slice(at)}`
}

function addressForm(): readonly UiNode[] {
  return [
    csrfNode,
    input('code', 'recovery_address', 'text', {
      required: true,
      label: message('node.recovery-address'),
    }),
    input('code', 'method', 'submit', { value: 'code', label: message('node.continue') }),
  ]
}

const first = (address: string): readonly UiNode[] => [
  csrfNode,
  input('code', 'method', 'hidden', { value: 'code' }),
  input('code', 'recovery_address', 'hidden', { value: address }),
]

function choiceForm({ address, choices }: Choice): readonly UiNode[] {
  return [
    ...first(address),
    ...choices.map(({ value }) =>
      input('code', select, 'submit', { value, label: message('node.choice', { choice: value }) }),
    ),
  ]
}

function confirmForm({ address, chosen }: Choice): readonly UiNode[] {
  const isPhone = chosen?.via === 'sms'
  return [
    ...first(address),
    input('code', confirm, isPhone ? 'tel' : 'email', {
      required: true,
      label: message(isPhone ? 'node.phone-number' : 'node.email'),
    }),
    input('code', 'method', 'submit', { value: 'code', label: message('node.continue') }),
    input('code', 'screen', 'submit', { value: 'previous', label: message('recovery.back') }),
  ]
}

function codeForm(address: string): readonly UiNode[] {
  return [
    csrfNode,
    input('code', 'code', 'text', {
      required: true,
      pattern: '[0-9]+',
      maxLength: 6,
      label: message('node.recovery-code'),
      autocomplete: 'one-time-code',
    }),
    input('code', 'method', 'submit', { value: 'code', label: message('node.continue') }),
    input('code', 'method', 'hidden', { value: 'code' }),
    input('code', confirm, 'submit', { value: address, label: message('node.resend') }),
    input('code', 'recovery_address', 'hidden', { value: address }),
    input('code', 'screen', 'submit', { value: 'previous', label: message('recovery.back') }),
  ]
}
