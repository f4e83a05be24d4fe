// What recovery and verification by code have in common.
import { isObject } from '#lib/json.ts'
import type { TemplateType } from '#courier/courier.ts'
import { readAddress } from '#flow/address-field.ts'
import type { Flow } from '#flow/flow.ts'
import { mailData } from '#flow/mail-data.ts'
import type { MailCall } from '#flow/method-call.ts'
import type { MailedStep, Recipient, Sending } from '#flow/mailed-method.ts'
import { sendSecret } from '#flow/send-secret.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import { isThrottled, throttled } from '#flow/throttled.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import type { CodeParts } from './parts.ts'
import { readCode, requiredCode } from './input.ts'

export type CodeMailOptions = {
  readonly kind: 'recovery' | 'verification'
  readonly addresses: 'recovery' | 'verifiable'
  readonly sent: Extract<MessageKey, 'recovery.code-sent' | 'verification.code-sent'>
  readonly wrong: Extract<MessageKey, 'recovery.code-wrong' | 'verification.code-wrong'>
  /** What becomes of a flow whose code comes too late. */
  readonly expired: 'ends-the-flow' | 'is-wrong'
  readonly valid: TemplateType
  readonly invalid: TemplateType
  /** Further data of the template of a valid message. */
  readonly secrets: (flow: Flow, code: string, call: MailCall) => Readonly<Record<string, string>>
}

/**
 * The address that the code of this flow was sent to; undefined when none was sent, or when an
 * administrator hands out the code.
 */
export function sentTo(flow: Flow): string | undefined {
  const remembered = flow.memory['code']
  return isObject(remembered) && typeof remembered['address'] === 'string'
    ? remembered['address']
    : undefined
}

/** The number of digits of the code that was sent in this flow. */
export function digitsIn(flow: Flow): number {
  const remembered = flow.memory['code']
  return isObject(remembered) && typeof remembered['digits'] === 'number' ? remembered['digits'] : 6
}

export type CodeMail = ReturnType<typeof createCodeMail>

export function createCodeMail(parts: CodeParts, options: CodeMailOptions) {
  async function send(
    flow: Flow,
    { address, account, isSent = true }: Recipient,
    call: MailCall,
  ): Promise<Sending> {
    const { lifespanMs } = parts.settings(),
      now = parts.clock()
    // NOTE a code is made and stored for an unknown address as well: only the message differs
    const owner = account?.identity.state === 'active' ? account : undefined
    const digits = await parts.codes.digitsFor(options.kind, address)
    const data = mailData(flow, address.value, owner, lifespanMs, call.request)
    return {
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'code',
        form: { messages: [message(options.sent)], fields: {} },
        memory: { ...flow.memory, code: { address: address.value, digits } },
        updatedAt: now,
      },
      store: () =>
        sendSecret(
          parts,
          {
            flowId: flow.id,
            kind: options.kind,
            form: 'code',
            digits,
            address,
            lifespanMs,
            isSent,
            owner,
            toOwner: (text) => ({
              template: options.valid,
              data: { ...data, ...options.secrets(flow, text, call) },
            }),
            toUnknown:
              (parts.settings().notifiesUnknown[options.kind] ?? false)
                ? { template: options.invalid, data }
                : undefined,
          },
          call.client,
        ),
    }
  }

  return {
    send,

    /** Sends a code to the address in the field `email`. Throws InvalidInput. */
    async sendToField(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep> {
      // NOTE as published, a verification begins with a mail address only; a number that got a code
      // at a sign-up or in the settings may get another
      const address = readAddress(
        submission,
        'email',
        (number) => options.kind === 'recovery' || number === sentTo(flow),
      )
      const account =
        (await call.ownerOf?.(address)) ??
        (await parts.identities.findByAddress(options.addresses, address.value))
      return { kind: 'sent', ...(await send(flow, { address, account }, call)) }
    },

    async check(submission: Submission, flow: Flow, { client }: MailCall): Promise<MailedStep> {
      const guess = await parts.codes.guess(
        {
          flowId: flow.id,
          kind: options.kind,
          text: requiredCode(submission),
          maxTries: parts.settings().maxSubmissions,
        },
        client,
      )
      if (isThrottled(guess)) throw throttled(guess)
      if (guess.kind === 'exhausted') return { kind: 'exhausted' }
      if (guess.kind === 'expired' && options.expired === 'ends-the-flow')
        return { kind: 'expired', expiredAt: guess.code.expiresAt }
      if (guess.kind !== 'right' || guess.code.identityId === undefined)
        return {
          kind: 'wrong',
          flow: {
            ...flow,
            // NOTE as published, a verification goes on telling what was wrong with its fields
            form: {
              messages: [message(options.wrong)],
              fields: options.kind === 'verification' ? flow.form.fields : {},
            },
            updatedAt: parts.clock(),
          },
        }
      const { id, identityId, address, hash } = guess.code
      const trace = address ? { trace: { hash, via: address.via, value: address.value } } : {}
      const claim = () => parts.codes.use(id)
      return { kind: 'proved', proof: { identityId, address, claim, ...trace } }
    },

    /** Whether the submission asks for a new code, rather than having one checked. */
    wantsNew: (submission: Submission, flow: Flow): boolean =>
      flow.state === 'choose_method' ||
      (readCode(submission) === undefined && (stringField(submission, 'email') ?? '') !== ''),
  }
}
