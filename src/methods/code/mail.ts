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
import type { MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import type { CodeParts } from './parts.ts'
import { requiredCode } from './input.ts'

export type MailMessages = {
  readonly kind: 'recovery' | 'verification'
  readonly addresses: 'recovery' | 'verifiable'
  readonly sent: Extract<MessageKey, 'recovery.code-sent' | 'verification.code-sent'>
  readonly wrong: Extract<MessageKey, 'recovery.code-wrong' | 'verification.code-wrong'>
  readonly valid: TemplateType
  readonly invalid: TemplateType
  /** What a template of a valid message is told besides. */
  readonly secrets: (flow: Flow, code: string, call: MailCall) => Readonly<Record<string, string>>
}

/**
 * The address a code of this flow went to; undefined before that, and where an administrator hands
 * the code out.
 */
export function sentTo(flow: Flow): string | undefined {
  const remembered = flow.memory['code']
  return isObject(remembered) && typeof remembered['address'] === 'string'
    ? remembered['address']
    : undefined
}

export type CodeMail = ReturnType<typeof createCodeMail>

export function createCodeMail(parts: CodeParts, words: MailMessages) {
  async function send(
    flow: Flow,
    { address, account }: Recipient,
    call: MailCall,
  ): Promise<Sending> {
    const { lifespanMs } = parts.settings(),
      now = parts.clock()
    // NOTE a code is made and stored for nobody's address as well: nothing tells the two apart but
    // a message
    const owner = account?.identity.state === 'active' ? account : undefined
    const { code, text } = parts.codes.issueCode({
      flowId: flow.id,
      address,
      identityId: owner?.identity.id,
      expiresAt: now + lifespanMs,
    })
    const data = mailData(flow, address.value, owner, lifespanMs)
    return {
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'code',
        form: { messages: [message(words.sent)], fields: {} },
        memory: { ...flow.memory, code: { address: address.value } },
        updatedAt: now,
      },
      store: () =>
        sendSecret(parts, {
          flowId: flow.id,
          kind: words.kind,
          code,
          address,
          owner,
          toOwner: {
            template: words.valid,
            data: { ...data, ...words.secrets(flow, text, call) },
          },
          toUnknown: parts.settings().notifiesUnknown[words.kind]
            ? { template: words.invalid, data }
            : undefined,
        }),
    }
  }

  return {
    send,

    /** Sends to the address in the field `email`. Throws InvalidInput. */
    async sendToField(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep> {
      const address = readAddress(submission, 'email')
      const account = await parts.identities.findByAddress(words.addresses, address.value)
      return { kind: 'sent', ...(await send(flow, { address, account }, call)) }
    },

    async check(submission: Submission, flow: Flow): Promise<MailedStep> {
      const guess = await parts.codes.guess(
        flow.id,
        requiredCode(submission),
        parts.settings().maxSubmissions,
      )
      if (guess.kind === 'exhausted') return { kind: 'exhausted' }
      if (guess.kind === 'wrong' || guess.code.identityId === undefined)
        return {
          kind: 'wrong',
          flow: {
            ...flow,
            form: { messages: [message(words.wrong)], fields: {} },
            updatedAt: parts.clock(),
          },
        }
      const { id, identityId, address } = guess.code
      return { kind: 'proved', proof: { identityId, address, claim: () => parts.codes.use(id) } }
    },

    /** Whether a new code is wanted, rather than one checked. */
    wantsNew: (submission: Submission, flow: Flow): boolean =>
      flow.state === 'choose_method' || (stringField(submission, 'email') ?? '') !== '',
  }
}
