import { purposes } from '#crypto/purposes.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { MailedMethod } from '#flow/mailed-method.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import { requiredField } from '#flow/required-field.ts'
import { isObject } from '#lib/json.ts'
import { typedCode } from '#lib/typed-code.ts'
import { message } from '#messages/message.ts'
import { readCode } from './input.ts'
import type { CodeParts } from './parts.ts'
import { createCodeMail, resendField, sentTo } from './mail.ts'

const maxCodeLength = 64

export function codeVerification(parts: CodeParts): MailedMethod {
  const mailed = createCodeMail(parts, {
    kind: 'verification',
    addresses: 'verifiable',
    sent: 'verification.code-sent',
    textSent: 'verification.text-sent',
    wrong: 'verification.code-wrong',
    expired: 'ends-the-flow',
    valid: 'verification_code_valid',
    invalid: 'verification_code_invalid',
    secrets: (flow, code, { links, origin }) => ({
      VerificationCode: code,
      VerificationURL: links.message(origin, 'verification', { code, flow: flow.id }),
    }),
  })

  return {
    offer(flow, use, rules) {
      const csrf =
        flow.type === 'browser' || (flow.state === 'choose_method' && hasNotes(flow))
          ? [csrfNode]
          : []
      return flow.state === 'choose_method'
        ? [
            ...addressForm(
              use,
              rules?.verificationByText === 'has-its-own' && parts.settings().hasSms,
            ),
            ...csrf,
          ]
        : [
            ...codeForm(flow, prefilled(flow), csrf),
            ...(flow.type === 'api' && flow.csrfHash !== undefined ? [csrfNode] : []),
          ]
    },

    async submit(submission, flow, call) {
      if (flow.active !== 'code')
        throw new InvalidInput([{ message: message('verification.no-method') }])
      if (mailed.wantsNew(submission, flow)) return mailed.sendToField(submission, flow, call)
      // NOTE as published, whoever sends neither a code nor an address is asked for an address
      if (readCode(submission) === undefined) throw new InvalidInput([requiredField('email')])
      return mailed.check(submission, flow, call)
    },

    send: mailed.send,

    // NOTE the link in the message only fills in the code, so that a program which follows links in
    // mails does not use it up
    async open(flow, { code }) {
      if (code === undefined || code === '' || code.length > maxCodeLength) return undefined
      if (isUsed(flow, code)) return { kind: 'done' }
      if (flow.active !== 'code' || flow.state !== 'sent_email') return undefined
      const remembered = flow.memory['code']
      return {
        kind: 'prefilled',
        flow: {
          ...flow,
          memory: {
            ...flow.memory,
            code: {
              ...(isObject(remembered) ? remembered : {}),
              prefilled: parts.cipher.encrypt(code, purposes.verificationCode(flow.id)),
            },
          },
        },
      }
    },
  }

  /** Whether this code has ended this flow. */
  function isUsed(flow: Flow, code: string): boolean {
    const { trace } = flow.memory
    if (!flow.completed || !isObject(trace)) return false
    const { hash, via, value } = trace
    if (typeof hash !== 'string' || typeof value !== 'string') return false
    const address = { value, via: via === 'sms' ? ('sms' as const) : ('email' as const) }
    return parts.codes.isCode({ flowId: flow.id, address, hash }, typedCode(code))
  }

  function prefilled(flow: Flow): string | undefined {
    const remembered = flow.memory['code']
    return isObject(remembered) && typeof remembered['prefilled'] === 'string'
      ? parts.cipher.decrypt(remembered['prefilled'], purposes.verificationCode(flow.id))
      : undefined
  }
}

/** Whether the form of an app was answered with something else than that an address is none. */
const hasNotes = ({ form }: Flow): boolean =>
  form.messages.length > 0 ||
  Object.values(form.fields).some(({ messages }) =>
    messages.some(({ key }) => key !== 'validation.not-an-email'),
  )

function addressForm(use: string, takesNumbers: boolean): readonly UiNode[] {
  return [
    input('code', 'email', takesNumbers ? 'text' : 'email', {
      required: true,
      label: message(takesNumbers ? 'node.email-or-phone' : 'node.email'),
    }),
    input(use === 'link' ? 'link' : 'code', 'method', 'submit', {
      value: use,
      label: message('node.continue'),
    }),
  ]
}

function codeForm(
  flow: Flow,
  code: string | undefined,
  csrf: readonly UiNode[],
): readonly UiNode[] {
  return [
    input('code', 'method', 'hidden', { value: 'code' }),
    input('code', 'code', 'text', {
      required: true,
      ...(code === undefined ? {} : { value: code }),
      label: message('node.verification-code'),
      autocomplete: 'one-time-code',
    }),
    input('code', 'method', 'submit', { value: 'code', label: message('node.continue') }),
    ...csrf,
    input('code', resendField(flow), 'submit', {
      value: sentTo(flow) ?? '',
      label: message('node.resend'),
    }),
  ]
}
