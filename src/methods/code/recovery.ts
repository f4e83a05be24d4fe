import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { MailedMethod } from '#flow/mailed-method.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { CodeParts } from './parts.ts'
import { createCodeMail, digitsIn, sentTo } from './mail.ts'
import { createAddressRecovery } from './recovery-address.ts'

export function codeRecovery(parts: CodeParts): MailedMethod {
  const mailed = createCodeMail(parts, {
    kind: 'recovery',
    addresses: 'recovery',
    sent: 'recovery.code-sent',
    wrong: 'recovery.code-wrong',
    expired: 'is-wrong',
    valid: 'recovery_code_valid',
    invalid: 'recovery_code_invalid',
    secrets: (_flow, code) => ({ RecoveryCode: code }),
  })
  const address = createAddressRecovery(parts, mailed)
  return {
    proves: 'code_recovery',

    opensIn: () => (parts.settings().showsAddress ? 'recovery_awaiting_address' : 'choose_method'),

    offer: (flow, use) =>
      address.isIn(flow)
        ? address.offer(flow)
        : flow.state === 'choose_method'
          ? addressForm(use)
          : codeForm(flow),

    async submit(submission, flow, call) {
      if (flow.active !== 'code')
        throw new InvalidInput([{ message: message('recovery.no-method') }])
      if (address.isIn(flow)) return address.submit(submission, flow, call)
      return mailed.wantsNew(submission, flow) && !isHandedOut(flow)
        ? mailed.sendToField(submission, flow, call)
        : mailed.check(submission, flow, call)
    },

    send: mailed.send,
    open: async () => undefined,

    handOut(flow, identityId) {
      const { code, text } = parts.codes.issueCode({
        flowId: flow.id,
        address: undefined,
        identityId,
        expiresAt: flow.expiresAt,
      })
      return {
        flow: {
          ...flow,
          state: 'sent_email',
          active: 'code',
          memory: { code: { handedOut: true } },
        },
        secret: text,
        store: () => parts.codes.replace(flow.id, [code]),
      }
    },
  }
}

/** Whether an administrator handed out the code of this flow: it is sent to no address. */
function isHandedOut(flow: Flow): boolean {
  const remembered = flow.memory['code']
  return isObject(remembered) && remembered['handedOut'] === true
}

function addressForm(use: string): readonly UiNode[] {
  return [
    csrfNode,
    input('code', 'email', 'email', { required: true, label: message('node.email') }),
    input(use === 'link' ? 'link' : 'code', 'method', 'submit', {
      value: use,
      label: message('node.continue'),
    }),
  ]
}

function codeForm(flow: Flow): readonly UiNode[] {
  const code = input('code', 'code', 'text', {
    required: true,
    pattern: '[0-9]+',
    maxLength: digitsIn(flow),
    label: message('node.recovery-code'),
    autocomplete: 'one-time-code',
  })
  const send = input('code', 'method', 'submit', { value: 'code', label: message('node.continue') })
  const address = sentTo(flow)
  if (address === undefined) return [code, send]
  return [
    csrfNode,
    code,
    input('code', 'method', 'hidden', { value: 'code' }),
    send,
    input('code', 'email', 'submit', { value: address, label: message('node.resend') }),
  ]
}
