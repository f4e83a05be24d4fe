import type { TemplateType } from '#courier/courier.ts'
import { readAddress } from '#flow/address-field.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import { mailData } from '#flow/mail-data.ts'
import type { MailCall } from '#flow/method-call.ts'
import type { MailedMethod, Recipient, Sending } from '#flow/mailed-method.ts'
import { sendSecret } from '#flow/send-secret.ts'
import { stringField } from '#flow/submission.ts'
import { csrfNode, input } from '#flow/ui-node.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import { isEmail } from '#schema/email.ts'
import type { LinkParts } from './parts.ts'

export type LinkMailOptions = {
  readonly kind: 'recovery' | 'verification'
  readonly addresses: 'recovery' | 'verifiable'
  readonly sent: Extract<MessageKey, 'recovery.link-sent' | 'verification.link-sent'>
  readonly wrong: Extract<MessageKey, 'recovery.link-wrong' | 'verification.link-wrong'>
  readonly valid: TemplateType
  readonly invalid: TemplateType
  readonly proves?: CredentialType
  /** The name of the link in templates. */
  readonly url: string
}

export function createMailedLink(parts: LinkParts, options: LinkMailOptions): MailedMethod {
  /** The flow as after a message that was sent; what was typed is no address, so none is. */
  function sentNowhere(flow: Flow, typed: string): Sending {
    return {
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'link',
        form: {
          messages: [message(options.sent)],
          fields: { email: { value: typed.slice(0, 254), messages: [] } },
        },
        updatedAt: parts.clock(),
      },
      store: () => parts.codes.pretend(),
    }
  }

  async function send(
    flow: Flow,
    { address, account, isSent = true }: Recipient,
    { rules, links, origin, client, request }: MailCall,
    typed?: string,
  ): Promise<Sending> {
    const { lifespanMs } = parts.settings(),
      now = parts.clock()
    // NOTE a token is made and stored for an unknown address as well: only the message differs
    const owner = account?.identity.state === 'active' ? account : undefined
    const data = mailData(flow, address.value, owner, lifespanMs, request)
    return {
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'link',
        form: {
          messages: [message(options.sent)],
          fields: {
            email: {
              value: rules.sentTo === 'as-typed' ? (typed ?? address.value) : address.value,
              messages: [],
            },
          },
        },
        updatedAt: now,
      },
      store() {
        const notifiesUnknown =
          parts.settings().notifiesUnknown[options.kind] ??
          rules.notifyUnknownRecipients === 'always'
        return sendSecret(
          parts,
          {
            flowId: flow.id,
            kind: options.kind,
            form: 'token',
            address,
            lifespanMs,
            isSent,
            keepsOlder: rules.newerLink === 'joins-the-older',
            owner,
            toOwner: (token) => ({
              template: options.valid,
              data: {
                ...data,
                [options.url]: links.message(origin, options.kind, { flow: flow.id, token }),
              },
            }),
            toUnknown: notifiesUnknown ? { template: options.invalid, data } : undefined,
          },
          client,
        )
      },
    }
  }

  return {
    ...(options.proves ? { proves: options.proves } : {}),

    offer: (_flow, use) => [
      csrfNode,
      input('link', 'email', 'email', { required: true, label: message('node.email') }),
      input(use === 'code' ? 'code' : 'link', 'method', 'submit', {
        value: use,
        label: message('node.continue'),
      }),
    ],

    async submit(submission, flow, call) {
      // NOTE as published, only a recovery takes a method that it does not offer
      if (options.kind === 'verification' && flow.active !== 'link')
        throw new InvalidInput([{ message: message('verification.no-method') }])
      const typed = stringField(submission, 'email')?.trim()
      const anyText = options.kind === 'recovery' && call.rules.recoveryTo === 'any-text'
      if (anyText && typed !== undefined && typed !== '' && !isEmail(typed))
        return { kind: 'sent', ...sentNowhere(flow, typed) }
      const address = readAddress(submission, 'email', () => options.kind === 'recovery')
      const account =
        (await call.ownerOf?.(address)) ??
        (await parts.identities.findByAddress(options.addresses, address.value))
      return { kind: 'sent', ...(await send(flow, { address, account }, call, typed)) }
    },

    send: (flow, recipient, call) => send(flow, recipient, call),

    async open(flow, { token }) {
      if (token === undefined) return undefined
      const code = await parts.codes.find(flow.id, token)
      if (code?.identityId === undefined)
        return {
          kind: 'wrong',
          flow: { ...flow, form: { messages: [message(options.wrong)], fields: {} } },
        }
      if (code.expiresAt <= parts.clock()) return { kind: 'expired' }
      return {
        kind: 'proved',
        proof: {
          identityId: code.identityId,
          address: code.address,
          claim: () => parts.codes.use(code.id),
        },
      }
    },

    handOut(flow, identityId) {
      const { code, text } = parts.codes.issueToken({
        flowId: flow.id,
        address: undefined,
        identityId,
        expiresAt: flow.expiresAt,
      })
      return {
        flow: { ...flow, state: 'sent_email', active: 'link' },
        secret: text,
        store: () => parts.codes.replace(flow.id, [code]),
      }
    },
  }
}
