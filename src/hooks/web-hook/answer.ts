// Reads what web hooks and TypeScript hooks answer.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Accounts } from '#identity/accounts.ts'
import { withAddressStates, type AddressState } from '#identity/address-states.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { MessageType } from '#messages/entry.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { steps } from '#schema/pointer.ts'

/** An answer that cannot be read as one. */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse'
}

const most = { messages: 50, text: 2000 }

/** The JSON of an answer; undefined when it is empty. Throws MalformedResponse. */
export function readJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MalformedResponse('The answer is not JSON.', { cause })
  }
}

/**
 * `{ messages: [{ instance_ptr, messages: [{ id, text, type, context }] }] }` as problems of the
 * form. Throws MalformedResponse when there is none.
 */
export function problemsOf(answer: unknown): readonly Problem[] {
  const groups =
    isObject(answer) && Array.isArray(answer['messages']) ? (answer['messages'] as unknown[]) : []
  const problems = groups.flatMap((group): Problem[] => {
    if (!isObject(group) || !Array.isArray(group['messages'])) return []
    const field = fieldOf(group['instance_ptr'])
    return (group['messages'] as unknown[]).flatMap((one) => {
      const read = isObject(one) ? messageOf(one) : undefined
      return read ? [{ message: read, ...(field === undefined ? {} : { field }) }] : []
    })
  })
  if (problems.length === 0) throw new MalformedResponse('The answer holds no message.')
  return problems.slice(0, most.messages)
}

/** Before a flow is opened there is no form: the messages of a hook become a Refusal. */
export async function refuseWithoutForm(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    throw new Refusal('bad-request', { reason: sentenceOf(error), cause: error })
  }
}

/** The messages, without the fields that they are for. */
const sentenceOf = (error: InvalidInput): string =>
  error.problems
    .flatMap(({ message: { facts } }) => (typeof facts['text'] === 'string' ? [facts['text']] : []))
    .join(' ')

const types: readonly string[] = ['info', 'error', 'success'] satisfies readonly MessageType[]

function messageOf({ id, text, type, context }: Record<string, unknown>) {
  if (typeof text !== 'string' || text === '') return undefined
  return message('hook.said', {
    id: Number.isSafeInteger(id) ? (id as number) : 0,
    text: text.slice(0, most.text),
    type: typeof type === 'string' && types.includes(type) ? (type as MessageType) : 'error',
    context: isObject(context) ? (context as JsonObject) : null,
  })
}

/** `#/traits/name/first` is the field `traits.name.first`; `#/` is the whole form. */
function fieldOf(pointer: unknown): string | undefined {
  const path =
    typeof pointer === 'string'
      ? steps(pointer.replace(/^#/, '')).filter((step) => step !== '')
      : []
  return path.length === 0 ? undefined : path.join('.')
}

export type ChangeParts = {
  readonly accounts: Accounts
  readonly schemas: () => IdentitySchemas
  readonly clock: () => number
}

/**
 * The account with what `{ identity: { … } }` names: traits, metadata, state, external id, and
 * whether addresses are verified. The rest stays as it is. Throws InvalidInput when the traits do
 * not fit the schema, MalformedResponse when it cannot be read.
 */
export function changedBy(
  answer: unknown,
  account: Account,
  { accounts, schemas, clock }: ChangeParts,
): Account {
  const wanted = isObject(answer) ? answer['identity'] : undefined
  if (wanted === undefined || wanted === null) return account
  if (!isObject(wanted)) throw new MalformedResponse('The identity in the answer is not an object.')
  const changed = withTraits(wanted['traits'])
  const { identity } = accounts.withState(
    changed,
    wanted['state'] === 'active' || wanted['state'] === 'inactive'
      ? wanted['state']
      : changed.identity.state,
  )
  const facts = {
    ...identity,
    ...('metadata_public' in wanted ? { metadataPublic: wanted['metadata_public'] as Json } : {}),
    ...('metadata_admin' in wanted ? { metadataAdmin: wanted['metadata_admin'] as Json } : {}),
    ...(typeof wanted['external_id'] === 'string' && wanted['external_id'] !== ''
      ? { externalId: wanted['external_id'] }
      : {}),
  }
  return withAddressStates(
    { ...changed, identity: facts },
    statesOf(wanted['verifiable_addresses']),
    clock(),
  )

  function withTraits(traits: unknown): Account {
    if (traits === undefined || traits === null) return account
    if (!isObject(traits))
      throw new MalformedResponse('The traits in the answer are not an object.')
    const schema = schemas().find(account.identity.schemaId)
    if (!schema)
      throw new MalformedResponse('The identity schema of the account is not configured any more.')
    try {
      return accounts.withTraits(account, schema, traits as JsonObject)
    } catch (error) {
      // NOTE on the form as a whole, too: the person did not fill in these values, and the form
      // need not have these fields
      if (error instanceof InvalidInput)
        throw new InvalidInput(
          [
            ...error.problems.map(({ message: ofField }) => ({ message: ofField })),
            ...error.problems,
          ],
          { cause: error },
        )
      throw error
    }
  }
}

function statesOf(addresses: unknown): readonly AddressState[] {
  return (Array.isArray(addresses) ? (addresses as unknown[]) : []).flatMap(
    (one): AddressState[] => {
      if (
        !isObject(one) ||
        typeof one['value'] !== 'string' ||
        (one['via'] !== 'email' && one['via'] !== 'sms')
      )
        return []
      return [
        {
          via: one['via'],
          value: one['value'],
          verified: one['verified'] === true,
          ...(one['status'] === 'sent' ? { sent: true } : {}),
        },
      ]
    },
  )
}
