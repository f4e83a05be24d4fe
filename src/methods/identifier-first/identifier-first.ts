// The first step of a login that asks for the identifier before anything else.
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { LoginMethod, Method } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { canonical, maxIdentifierLength } from '#schema/canonical.ts'
import type { CredentialType } from '#identity/credential-types.ts'

export type IdentifierFirstParts = {
  readonly identities: IdentityStore
  /** Credential types by whose identifiers an account is looked up, in this order. */
  readonly types: readonly CredentialType[]
  /** Whether unknown identifiers are treated like known ones. */
  readonly hidesUnknown: () => boolean
}

/** What may come with an identifier that is sent alone, without a method. */
const besides: readonly string[] = ['identifier', 'csrf_token', 'passkey_challenge']

export function createIdentifierFirst(parts: IdentifierFirstParts): Method {
  return {
    name: 'identifier_first',
    login: identifierFirstLogin(parts),
    isMeant: ({ fields }) =>
      (fields['identifier'] ?? '') !== '' &&
      Object.entries(fields).every(([name, value]) => besides.includes(name) || value === ''),
  }
}

function identifierFirstLogin({
  identities,
  types,
  hidesUnknown,
}: IdentifierFirstParts): LoginMethod {
  return {
    offer(flow, stage) {
      if (flow.refresh || flow.requestedAal === 'aal2' || stage.kind === 'open') return []
      const identifier = {
        required: true,
        autocomplete: 'username webauthn',
        label: stage.schema.identifierLabel(types),
      } as const
      if (stage.kind === 'known')
        return [
          input('identifier_first', 'identifier', 'hidden', {
            ...identifier,
            value: stage.identifier ?? '',
          }),
        ]
      return [
        input('identifier_first', 'identifier', 'text', { ...identifier, value: '' }),
        input('identifier_first', 'method', 'submit', {
          value: 'identifier_first',
          label: message('node.continue'),
        }),
      ]
    },

    async submit(submission, flow) {
      const identifier = stringField(submission, 'identifier') ?? ''
      const known =
        identifier !== '' && identifier.length <= maxIdentifierLength
          ? await find(canonical(identifier))
          : undefined
      if (!known && !hidesUnknown())
        throw new InvalidInput([
          { field: 'identifier', message: message('validation.unknown-account') },
        ])
      return {
        kind: 'next',
        flow: {
          ...flow,
          active: 'identifier_first',
          form: { messages: [], fields: { identifier: { value: identifier, messages: [] } } },
          transientPayload: flow.transientPayload ?? {},
          // NOTE while unknown identifiers are hidden, the account is not stored in the flow, so
          // that the next form offers every method to everybody
          memory: {
            ...flow.memory,
            identifier_first: {
              identifier,
              ...(known && !hidesUnknown() ? { identityId: known } : {}),
              times: Math.min(timesTaken(flow) + 1, mostTimes),
            },
          },
        },
      }
    },
  }

  async function find(identifier: string): Promise<string | undefined> {
    for (const type of types) {
      const account = await identities.findByIdentifier(type, identifier)
      if (account) return account.identity.id
    }
    return undefined
  }
}

/** More times are not counted, so that a form stays short. */
const mostTimes = 10

/** How often the first step was taken in this flow. */
function timesTaken({ memory: { identifier_first: taken } }: Flow): number {
  return isObject(taken) && typeof taken['times'] === 'number' ? taken['times'] : 0
}
