import { isDeepStrictEqual } from 'node:util'
import { InvalidInput } from '#errors/invalid-input.ts'
import { noteValues, traitValues } from '#flow/form.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import { mailData } from '#flow/mail-data.ts'
import type { MailAddress } from '#flow/mailed-method.ts'
import type { RegistrationMethod, RegistrationStep, RegistrationSubmission } from '#flow/method.ts'
import { deliver } from '#flow/send-secret.ts'
import { requiredField } from '#flow/required-field.ts'
import { isPressed, textField, type Submission } from '#flow/submission.ts'
import { isThrottled, throttled } from '#flow/throttled.ts'
import { input } from '#flow/ui-node.ts'
import { findTaken, nothingTaken } from '#identity/conflicting.ts'
import type { Wanted } from '#identity/one-time-codes.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema, TraitUses } from '#schema/identity-schema.ts'
import { provedAddress } from '#session/separate-factors.ts'
import type { Client } from '#shield/shield.ts'
import type { CodeParts } from './parts.ts'
import { hasOtherMessages, codeFormNodes } from './code-form.ts'
import { readCode, tooManyCodes } from './input.ts'

type SentFor = { readonly sentFor: JsonObject; readonly addresses: readonly MailAddress[] }

const backScreen = 'credential-selection'

/** Whether the button was pressed that leads back from the code to the choice of a credential. */
export const wantsToChoose = (submission: Submission): boolean =>
  textField(submission, 'screen') === backScreen

const wrong = () => new InvalidInput([{ message: message('registration.code-wrong') }])

export function codeRegistration(parts: CodeParts): RegistrationMethod {
  return {
    givesCredential: true,

    offer(_flow, stage) {
      if (!parts.settings().passwordless || stage.kind === 'profile') return []
      return [
        input('code', 'method', 'submit', {
          value: 'code',
          label: message('registration.send-code'),
        }),
      ]
    },

    continued(flow, stage) {
      if (flow.active !== 'code' || flow.state !== 'sent_email') return undefined
      return [
        ...codeFormNodes(
          message('node.registration-code'),
          hasOtherMessages(flow, 'registration.code-sent'),
        ),
        ...(stage.kind === 'whole'
          ? []
          : [
              input('profile', 'screen', 'submit', {
                value: backScreen,
                label: message('registration.back'),
              }),
            ]),
      ]
    },

    async submit(submission, flow, caller) {
      const { schema, traits } = submission
      const problems = schema.check(traits)
      if (problems.length > 0) throw new InvalidInput(problems)
      const addresses = codeAddresses(schema.read(traits))
      if (addresses.length === 0)
        throw new InvalidInput([{ message: message('validation.no-identifier') }])
      if (!parts.settings().passwordless)
        throw new InvalidInput([{ message: message('registration.no-method') }])
      const sentFor = rememberedTraits(flow)
      if (sentFor && wantsToChoose(submission)) return chooseAgain(flow, traits)
      const text = readCode(submission)
      const isAnother = sentFor !== undefined && !isDeepStrictEqual(traits, sentFor)
      if (!sentFor || isPressed(submission, 'resend') || (text === undefined && isAnother))
        return send(flow, submission, addresses, caller)
      if (text === undefined) throw new InvalidInput([requiredField('code')])
      return check(flow, submission, text, { sentFor, addresses }, caller.client)
    },
  }

  async function send(
    flow: Flow,
    submission: RegistrationSubmission,
    addresses: readonly MailAddress[],
    caller: Caller,
  ): Promise<RegistrationStep> {
    const { lifespanMs } = parts.settings(),
      { schema, traits, hidesTaken } = submission
    // NOTE the owner of a taken address gets no code, so that none is right in this flow
    const { addresses: taken } = hidesTaken
      ? await findTaken(parts.identities, schema.read(traits))
      : nothingTaken
    const digits = await Promise.all(
      addresses.map((address) => parts.codes.digitsFor('registration', address)),
    )
    const wanted = addresses.map((address, index): Wanted => ({
      digits: digits[index] ?? 6,
      flowId: flow.id,
      kind: 'registration',
      form: 'code',
      address,
      identityId: undefined,
      lifespanMs,
      isSent: taken.length === 0,
    }))
    return {
      kind: 'next',
      flow: {
        ...flow,
        state: 'sent_email',
        active: 'code',
        form: noteValues({ messages: [], fields: {} }, traitValues(traits), [
          message('registration.code-sent'),
        ]),
        memory: { ...flow.memory, code: { traits } },
        transientPayload: flow.transientPayload ?? {},
      },
      async store() {
        const texts = await deliver(parts.codes, wanted, caller.client)
        await parts.takenSignUp.tell(taken, flow, caller)
        for (const [index, { address }] of wanted.entries()) {
          const text = texts[index]
          if (text === undefined) continue
          await parts.courier.queue({
            channel: address.via,
            recipient: address.value,
            template: 'registration_code_valid',
            data: {
              ...mailData(flow, address.value, undefined, lifespanMs, caller.request),
              Identity: identityToBe(schema, traits),
              Traits: traits,
              RegistrationCode: text,
            },
          })
        }
      },
    }
  }

  async function check(
    flow: Flow,
    { traits }: RegistrationSubmission,
    text: string,
    { sentFor, addresses }: SentFor,
    client: Client,
  ): Promise<RegistrationStep> {
    if (!isDeepStrictEqual(traits, sentFor)) {
      // NOTE a code that was sent for other traits must not complete a registration with these
      await parts.codes.replace(flow.id, [])
      throw new InvalidInput([{ message: message('validation.traits-changed') }])
    }
    const guess = await parts.codes.guess(
      { flowId: flow.id, kind: 'registration', text, maxTries: parts.settings().maxSubmissions },
      client,
    )
    if (isThrottled(guess)) throw throttled(guess)
    if (guess.kind === 'exhausted') throw tooManyCodes()
    if (guess.kind === 'expired') return { kind: 'expired', expiredAt: guess.code.expiresAt }
    if (guess.kind !== 'right' || !guess.code.address) throw wrong()
    const { id, address } = guess.code
    return {
      kind: 'ready',
      traits,
      credentials: [
        {
          type: 'code',
          identifiers: addresses.map(({ value }) => value),
          config: {
            addresses: addresses.map(({ via, value }) => ({ channel: via, address: value })),
          },
          version: 1,
        },
      ],
      proof: {
        method: 'code',
        aal: 'aal1',
        completedAt: parts.clock(),
        address: provedAddress(address),
      },
      verified: address,
      async consume() {
        if (!(await parts.codes.use(id))) throw wrong()
      },
    }
  }
}

function chooseAgain(flow: Flow, traits: JsonObject): RegistrationStep {
  const { code: _, ...memory } = flow.memory
  return {
    kind: 'next',
    flow: {
      ...flow,
      state: 'choose_method',
      active: undefined,
      transientPayload: flow.transientPayload ?? {},
      form: noteValues({ messages: [], fields: {} }, traitValues(traits), [
        message('registration.choose-credential'),
      ]),
      memory: { ...memory, profile: { screen: 'credential', traits } },
    },
  }
}

function codeAddresses(uses: TraitUses): readonly MailAddress[] {
  const addresses = uses.identifiers
    .filter((one) => one.type === 'code')
    .map(({ value, via }): MailAddress => ({ value, via: via ?? 'email' }))
  return [...new Map(addresses.map((one) => [`${one.via} ${one.value}`, one])).values()]
}

function rememberedTraits(flow: Flow): JsonObject | undefined {
  const remembered = flow.memory['code']
  return flow.state === 'sent_email' && isObject(remembered) && isObject(remembered['traits'])
    ? remembered['traits']
    : undefined
}

/** An identity that is not there yet, as messages are told of it. */
function identityToBe(schema: IdentitySchema, traits: JsonObject): JsonObject {
  const { verification, recovery } = schema.read(traits)
  return {
    schema_id: schema.id,
    traits,
    verifiable_addresses: verification.map(({ via, value }) => ({
      value,
      via,
      verified: false,
      status: 'pending',
    })),
    recovery_addresses: recovery.map(({ via, value }) => ({ value, via })),
  }
}
