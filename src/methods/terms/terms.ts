// Terms that somebody has to accept before a login ends: the boxes, and what becomes of them.
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { FlowStore } from '#flow/flow-store.ts'
import {
  proofBasis,
  termsStepOf,
  withoutTermsStep,
  type TermsStep,
} from '#flow/login/terms-step.ts'
import type { LoginMethod, Method } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { objectField, sentTraits, type Submission } from '#flow/submission.ts'
import { termsLink } from '#flow/terms-link.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import { isAccepted, termsToAskFor, withAnswer } from '#identity/consents.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import type { TermsTrait } from '#schema/terms.ts'

export type TermsParts = {
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  readonly flows: Pick<FlowStore, 'find' | 'update'>
  readonly schemas: () => IdentitySchemas
  readonly clock: Clock
}

const name = 'terms'

export const createTerms = (parts: TermsParts): Method => ({
  name,
  isMeant: ({ fields }, kind) => kind === 'login' && isObject(fields['traits']),
  login: termsLogin(parts),
})

function termsLogin({ identities, flows, schemas, clock }: TermsParts): LoginMethod {
  const waitingIn = (flow: Flow): TermsStep | undefined => {
    const waiting = termsStepOf(flow)
    return waiting && waiting.until > clock() ? waiting : undefined
  }
  return {
    offer: () => [],

    continued(flow) {
      const waiting = waitingIn(flow),
        schema = waiting && schemas().find(waiting.schemaId)
      return waiting && schema
        ? [
            csrfNode,
            ...schema.terms.filter(({ name }) => waiting.names.includes(name)).flatMap(nodesOf),
            input('profile', 'method', 'submit', {
              value: name,
              label: message('login.accept-terms'),
            }),
          ]
        : undefined
    },

    async submit(submission, flow) {
      const waiting = waitingIn(flow),
        account = waiting && (await identities.find(waiting.identityId)),
        schema = account && schemas().find(account.identity.schemaId)
      if (!waiting || !account || !schema || proofBasis(account) !== waiting.basis) throw over()
      const asked = termsToAskFor(account.identity, schema)
      const accepted = acceptedIn(submission, schema, asked)
      const problems = asked
        .filter((one) => one.isMandatory && !accepted.includes(one))
        .map((one) => requiredField(one.name))
      if (problems.length > 0) throw new InvalidInput(problems)
      const at = clock()
      const answered = ({ identity, credentials }: Account): Account => ({
        credentials,
        identity: withAnswer(
          withAnswer(identity, accepted, true, at),
          asked.filter((one) => !accepted.includes(one)),
          false,
          at,
        ),
      })
      return {
        kind: 'proved',
        account: answered(account),
        before: account,
        proof: waiting.proof,
        alsoProved: waiting.alsoProved,
        async consume() {
          // NOTE of many requests with the same answer one signs in
          const current = await flows.find('login', flow.id),
            latest = await identities.find(account.identity.id)
          if (!current || !termsStepOf(current) || !latest) throw over()
          await flows.update({ ...withoutTermsStep(current), completed: true, updatedAt: clock() })
          return identities.replace(answered(latest))
        },
      }
    },
  }
}

/** There is no proof that waits for the terms. */
const over = () => new InvalidInput([{ message: message('login.no-method') }])

/** The box of the terms, and where their text is. */
function nodesOf(terms: TermsTrait): readonly UiNode[] {
  const { name, label, version, isMandatory } = terms
  const box = input('profile', name, 'checkbox', {
    value: false,
    ...(isMandatory ? { required: true } : {}),
    label: label ?? message('login.terms-of', { version }),
  })
  return [box, ...termsLink(terms, 'profile')]
}

function acceptedIn(
  submission: Submission,
  schema: IdentitySchema,
  asked: readonly TermsTrait[],
): readonly TermsTrait[] {
  const traits = sentTraits(submission, schema, objectField(submission, 'traits') ?? {})
  return asked.filter((one) => isAccepted(traits, one))
}
