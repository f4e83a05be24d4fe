// What the answer of another system means.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import type { Accounts } from '#identity/accounts.ts'
import { withAddressStates, type AddressState } from '#identity/address-states.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { MessageType } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { steps } from '#schema/pointer.ts'

/** An answer that is not what was agreed on. */
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
      const said = isObject(one) ? wordsOf(one) : undefined
      return said ? [{ message: said, ...(field === undefined ? {} : { field }) }] : []
    })
  })
  if (problems.length === 0) throw new MalformedResponse('The answer holds no message.')
  return problems.slice(0, most.messages)
}

const types: readonly string[] = ['info', 'error', 'success'] satisfies readonly MessageType[]

function wordsOf({ id, text, type, context }: Record<string, unknown>) {
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
 * The account with what `{ identity: { … } }` says of it: traits, metadata, state, external id, and
 * whether addresses are verified. What is not named stays. Throws InvalidInput when the traits
 * break the schema, MalformedResponse when it cannot be read.
 */
export function changedBy(
  answer: unknown,
  account: Account,
  { accounts, schemas, clock }: ChangeParts,
): Account {
  const said = isObject(answer) ? answer['identity'] : undefined
  if (said === undefined || said === null) return account
  if (!isObject(said)) throw new MalformedResponse('The identity in the answer is not an object.')
  const changed = withTraits(said['traits'])
  const { identity } = accounts.withState(
    changed,
    said['state'] === 'active' || said['state'] === 'inactive'
      ? said['state']
      : changed.identity.state,
  )
  const facts = {
    ...identity,
    ...('metadata_public' in said ? { metadataPublic: said['metadata_public'] as Json } : {}),
    ...('metadata_admin' in said ? { metadataAdmin: said['metadata_admin'] as Json } : {}),
    ...(typeof said['external_id'] === 'string' && said['external_id'] !== ''
      ? { externalId: said['external_id'] }
      : {}),
  }
  return withAddressStates(
    { ...changed, identity: facts },
    statesOf(said['verifiable_addresses']),
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
      // NOTE said for the whole form too: it was not filled in like this, and need not have the
      // fields
      if (error instanceof InvalidInput)
        throw new InvalidInput(
          [...error.problems.map(({ message: said }) => ({ message: said })), ...error.problems],
          { cause: error },
        )
      throw error
    }
  }
}

function statesOf(said: unknown): readonly AddressState[] {
  return (Array.isArray(said) ? (said as unknown[]) : []).flatMap((one): AddressState[] => {
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
  })
}
