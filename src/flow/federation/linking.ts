// Links an account at a provider with an account here that has the same address, after a login to
// the latter. The address alone never links them.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import { takenProblem } from '#identity/accounts.ts'
import { findConflicting } from '#identity/conflicting.ts'
import { Conflict, type Account, type IdentityStore } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import type { Assurance } from '#session/assurance.ts'
import type { Caller } from '../caller.ts'
import { withoutMemory, type Flow } from '../flow.ts'
import type { LoginStep, Method } from '../method.ts'
import type { SignedIn } from '../outcome.ts'
import type { FlowParts } from '../steps.ts'
import type { ProviderResult, Profile } from './federation.ts'
import { secondStep } from '../login/second-step.ts'
import { successorFlow } from './successor-flow.ts'

export type LinkingParts = FlowParts & {
  readonly methods: () => readonly Method[]
  /** All methods that are switched on, offered here or not. */
  readonly everyMethod: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly identities: IdentityStore
  readonly addressStatuses: AddressStatuses
  readonly assurance: Assurance
  readonly loginLifespanMs: () => number
  /** The login page. */
  readonly loginUrl: () => string
  /** Whether messages say how the owner of an account signs in. */
  readonly hints: () => boolean
}

export type Proved = LoginStep & { readonly kind: 'proved' }

const memoryKey = 'link'

/** The link that a login flow adds to the account. */
export type PendingLink = {
  readonly identityId: string
  readonly identifier: string
  readonly provider: string
  readonly link: JsonObject
}

export function pendingLink(flow: Flow): PendingLink | undefined {
  const memory = flow.memory[memoryKey]
  return isObject(memory) ? (memory as unknown as PendingLink) : undefined
}

/** The flow once the account is linked. */
export const withoutPendingLink = (flow: Flow): Flow => withoutMemory(flow, memoryKey)

export type Linking = {
  /**
   * What happens with a person from a provider whose traits belong to an account already: a login
   * flow that links it, or the link at once. Undefined where neither is possible.
   */
  consume(
    flow: Flow,
    providerResult: ProviderResult,
    profile: Profile,
    schema: IdentitySchema,
    caller: Caller,
  ): Promise<
    | { readonly kind: 'login'; readonly flow: Flow }
    | { readonly kind: 'linked'; readonly account: Account; readonly step: Proved }
    | undefined
  >
  /**
   * The problem of an identifier or address that belongs to another account; with hints, also how
   * its owner signs in.
   */
  taken({ identity: { schemaId, traits } }: Account): Promise<Problem>
  /**
   * The login with the pending link of its flow. Throws InvalidInput when it is a login to
   * another account.
   */
  attach(flow: Flow, step: Proved): Proved
  /**
   * Opens a login for the second factor where a browser with a pending link lacks it, so that the
   * account is linked by that. The same outcome otherwise.
   */
  goOn(outcome: SignedIn, caller: Caller): Promise<SignedIn>
}

export function createLinking(parts: LinkingParts): Linking {
  const federation = () => parts.methods().find((method) => method.federation)?.federation
  const isWay =
    (account: Account) =>
    ({ name, isFirstFactor }: Method) =>
      account.credentials.some((one) => one.type === name && isFirstFactor?.(one) === true)

  /** Stores the link in the open transaction, with the account as it is then. */
  async function store(identityId: string, link: JsonObject): Promise<Account> {
    const latest = await parts.identities.find(identityId),
      method = federation()
    if (!latest || !method) throw new InvalidInput([takenProblem])
    try {
      return await parts.identities.replace(method.withLink(latest, link))
    } catch (error) {
      if (error instanceof Conflict) throw new InvalidInput([takenProblem], { cause: error })
      throw error
    }
  }

  return {
    async consume(
      flow: Flow,
      providerResult: ProviderResult,
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
      if (providerResult.linksByItself(account, profile))
        return {
          kind: 'linked',
          account,
          step: {
            kind: 'proved',
            account,
            proof: providerResult.proof,
            consume: () => store(identityId, providerResult.link),
          },
        }
      await parts.addressStatuses.dispute(account, profile.verified)
      const ways = parts
        .everyMethod()
        .filter(isWay(account))
        .map(({ name }) => name)
      if (ways.length === 0)
        throw new InvalidInput([{ message: message('validation.taken-at-provider') }])
      const hints = parts.hints()
        ? { methods: ways, providers: federation()?.providersOf(account) ?? [] }
        : { methods: [], providers: [] }
      const login = successorFlow('login', parts, flow, parts.loginLifespanMs(), caller)
      const waiting: PendingLink = {
        identityId,
        identifier,
        provider: providerResult.provider.id,
        link: providerResult.link,
      }
      const notice = message('login.link', {
        identifier,
        provider: providerResult.provider.label,
        loginUrl: parts.loginUrl(),
        ...hints,
      })
      return {
        kind: 'login',
        flow: {
          ...login,
          active: providerResult.proof.method,
          form: { messages: [notice], fields: {} },
          memory: { ...login.memory, [memoryKey]: waiting },
        },
      }
    },

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
          available_oidc_providers: federation()?.providersOf(found.account) ?? [],
          credential_identifier_hint: found.identifier,
        }),
      }
    },

    attach(flow: Flow, step: Proved): Proved {
      const waiting = pendingLink(flow),
        method = federation()
      if (!waiting || !method) return step
      if (step.account.identity.id !== waiting.identityId)
        throw new InvalidInput([{ message: message('login.linked-to-another') }])
      // NOTE the first of two factors alone must not add another way to sign in
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
        async consume() {
          await step.consume?.()
          return store(waiting.identityId, waiting.link)
        },
      }
    },

    async goOn(outcome: SignedIn, caller: Caller): Promise<SignedIn> {
      const { flow, identity, lacksSecondFactor, secret } = outcome
      const waiting = pendingLink(flow)
      if (!waiting || !lacksSecondFactor || flow.type !== 'browser') return outcome
      const next = successorFlow('login', parts, flow, parts.loginLifespanMs(), {
        ...caller,
        csrfSecret: secret,
      })
      const secondFactor: Flow = {
        ...next,
        requestedAal: 'aal2',
        identityId: identity.id,
        form: { messages: [message('login.second-factor')], fields: {} },
        memory: { ...next.memory, ...secondStep(outcome.opened.session), [memoryKey]: waiting },
      }
      await parts.flows.insert({ ...secondFactor, transientPayload: undefined })
      return { ...outcome, secondFactorFlow: secondFactor }
    },
  }
}
