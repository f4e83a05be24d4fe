// An account at a provider that belongs, by its address, to an account that is here already:
// whoever signs in to that one may connect the two. The address alone never does.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import type { AddressNotes } from '#identity/address-status.ts'
import { takenProblem } from '#identity/accounts.ts'
import { findConflicting } from '#identity/conflicting.ts'
import { Conflict, type Account, type IdentityStore } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import type { Assurance } from '#session/assurance.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { LoginStep, Method } from '../method.ts'
import type { FlowParts } from '../steps.ts'
import type { Arrival, Profile } from './federation.ts'
import { movedTo } from './successor-flow.ts'

export type LinkingParts = FlowParts & {
  readonly methods: () => readonly Method[]
  /** All that are switched on, offered here or not. */
  readonly everyMethod: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly identities: IdentityStore
  readonly addressNotes: AddressNotes
  readonly assurance: Assurance
  readonly loginLifespanMs: () => number
  /** The page for sign-ins. */
  readonly loginUrl: () => string
  /** Whether people are told how the owner of an account signs in. */
  readonly hints: () => boolean
}

export type Proved = LoginStep & { readonly kind: 'proved' }

const place = 'link'

/** The link that waits in a flow until somebody has signed in to the account. */
export type Waiting = {
  readonly identityId: string
  readonly identifier: string
  readonly provider: string
  readonly link: JsonObject
}

export function waitingLink(flow: Flow): Waiting | undefined {
  const memory = flow.memory[place]
  return isObject(memory) ? (memory as unknown as Waiting) : undefined
}

export type Linking = ReturnType<typeof createLinking>

export function createLinking(parts: LinkingParts) {
  const elsewhere = () => parts.methods().find((method) => method.elsewhere)?.elsewhere
  const isWay =
    (account: Account) =>
    ({ name, isFirstFactor }: Method) =>
      account.credentials.some((one) => one.type === name && isFirstFactor?.(one) === true)

  /** Links inside the open transaction, to the account as it is then. */
  async function store(identityId: string, link: JsonObject): Promise<Account> {
    const latest = await parts.identities.find(identityId),
      method = elsewhere()
    if (!latest || !method) throw new InvalidInput([takenProblem])
    try {
      return await parts.identities.replace(method.withLink(latest, link))
    } catch (error) {
      if (error instanceof Conflict) throw new InvalidInput([takenProblem], { cause: error })
      throw error
    }
  }

  return {
    /**
     * What is to be done with an arrival whose traits somebody has already: a login that links it,
     * or a link without being asked. Undefined where neither can be.
     */
    async settle(
      flow: Flow,
      arrival: Arrival,
      profile: Profile,
      schema: IdentitySchema,
      caller: Caller,
    ): Promise<
      | { readonly kind: 'login'; readonly flow: Flow }
      | { readonly kind: 'linked'; readonly account: Account; readonly step: Proved }
      | undefined
    > {
      if (parts.rules.takenAtProvider === 'is-refused') return undefined
      const found = await findConflicting(parts.identities, schema.read(profile.traits))
      if (!found || found.account.identity.state !== 'active') return undefined
      const { account, identifier } = found,
        { id: identityId } = account.identity
      if (arrival.linksByItself(account, profile))
        return {
          kind: 'linked',
          account,
          step: {
            kind: 'proved',
            account,
            proof: arrival.proof,
            settle: () => store(identityId, arrival.link),
          },
        }
      await parts.addressNotes.dispute(account, profile.verified)
      const ways = parts
        .everyMethod()
        .filter(isWay(account))
        .map(({ name }) => name)
      if (ways.length === 0)
        throw new InvalidInput([{ message: message('validation.taken-at-provider') }])
      const hints = parts.hints()
        ? { methods: ways, providers: elsewhere()?.providersOf(account) ?? [] }
        : { methods: [], providers: [] }
      const login = movedTo('login', parts, flow, parts.loginLifespanMs(), caller)
      const waiting: Waiting = {
        identityId,
        identifier,
        provider: arrival.provider.id,
        link: arrival.link,
      }
      const said = message('login.link', {
        identifier,
        provider: arrival.provider.label,
        loginUrl: parts.loginUrl(),
        ...hints,
      })
      return {
        kind: 'login',
        flow: {
          ...login,
          active: arrival.proof.method,
          form: { messages: [said], fields: {} },
          memory: { ...login.memory, [place]: waiting },
        },
      }
    },

    /**
     * What somebody is told whose identifier or address belongs to another: also, where that is
     * wanted, how its owner signs in.
     */
    async taken({ identity: { schemaId, traits } }: Account): Promise<Problem> {
      const schema =
        parts.hints() && parts.rules.takenAtProvider === 'may-be-linked'
          ? parts.schemas().find(schemaId)
          : undefined
      const found = schema && (await findConflicting(parts.identities, schema.read(traits)))
      if (!found) return takenProblem
      const types = parts
        .everyMethod()
        .filter(isWay(found.account))
        .map(({ name }) => name)
      return {
        message: message('validation.taken-with-hints', {
          available_credential_types: types,
          available_oidc_providers: elsewhere()?.providersOf(found.account) ?? [],
          credential_identifier_hint: found.identifier,
        }),
      }
    },

    /**
     * A login that also links what waits in its flow. Throws InvalidInput when it is a login to
     * another account.
     */
    attach(flow: Flow, step: Proved): Proved {
      const waiting = waitingLink(flow),
        method = elsewhere()
      if (!waiting || !method) return step
      if (step.account.identity.id !== waiting.identityId)
        throw new InvalidInput([{ message: message('login.linked-to-another') }])
      // NOTE with the first of two factors alone, nobody adds another way to sign in
      if (
        parts.assurance.lacks(
          { aal: step.proof.aal },
          step.account.credentials,
          'highest_available',
        )
      )
        return step
      return {
        ...step,
        alsoProved: [method.proofOf(waiting.link)],
        async settle() {
          await step.settle?.()
          return store(waiting.identityId, waiting.link)
        },
      }
    },
  }
}
