// Recovery by code with a form that shows a part of the address that the code was sent to, and that
// has a button to go back.
import { readAddress } from '#flow/address-field.ts'
import { noNotes, type Flow } from '#flow/flow.ts'
import type { MailCall } from '#flow/method-call.ts'
import type { MailedStep, Sending } from '#flow/mailed-method.ts'
import { textField, stringField, type Submission } from '#flow/submission.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import type { CodeParts } from './parts.ts'
import { sentTo, type CodeMail } from './mail.ts'

const confirm = 'recovery_confirm_address'

/** Whether the button was pressed that leads back from the code to the address. */
export const wantsAnotherAddress = (submission: Submission): boolean =>
  textField(submission, 'screen') === 'previous'

export function createAddressRecovery(parts: CodeParts, mailed: CodeMail) {
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

    offer: (flow: Flow): readonly UiNode[] =>
      flow.state === 'recovery_awaiting_address' ? addressForm() : codeForm(sentTo(flow) ?? ''),

    async submit(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep> {
      if (flow.state === 'recovery_awaiting_address')
        return sendTo('recovery_address', submission, flow, call)
      if (wantsAnotherAddress(submission)) return back(flow)
      return (stringField(submission, confirm) ?? '') === ''
        ? mailed.check(submission, flow, call)
        : sendTo(confirm, submission, flow, call)
    },
  }

  function back(flow: Flow): MailedStep {
    const { code: _, ...memory } = flow.memory
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

function codeForm(address: string): readonly UiNode[] {
  return [
    csrfNode,
    input('code', 'code', 'text', {
      required: true,
      pattern: '[0-9]+',
      maxLength: 6,
      label: message('node.recovery-code'),
    }),
    input('code', 'method', 'submit', { value: 'code', label: message('node.continue') }),
    input('code', 'method', 'hidden', { value: 'code' }),
    input('code', confirm, 'submit', { value: address, label: message('node.resend') }),
    input('code', 'recovery_address', 'hidden', { value: address }),
    input('code', 'screen', 'submit', { value: 'previous', label: message('recovery.back') }),
  ]
}
