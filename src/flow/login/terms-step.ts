// The step of a login between the proof of who somebody is and their session: terms that have a newer version
// than they have accepted.
import { record } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { sha256 } from '#crypto/tokens.ts'
import { changeEntry } from '#identity/audit-entries.ts'
import { termsToAskFor } from '#identity/consents.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { withoutPendingLink } from '../federation/linking.ts'
import { withoutMemory, type Flow } from '../flow.ts'
import type { FlowStore } from '../flow-store.ts'
import { persistently } from '../mailed-flow.ts'
import type { LoginStep, Proof } from '../method.ts'
import type { LazyForm, ShowForm } from '../outcome.ts'

const memoryKey = 'terms'
/** For so long a proof waits for the terms. NOTE a flow of an app is known by its id alone */
const longestMs = 10 * 60_000

/** What a login keeps while its person reads the terms. */
export type TermsStep = {
  readonly identityId: string
  readonly schemaId: string
  /** The traits that are asked for. */
  readonly names: readonly string[]
  readonly proof: Proof
  readonly alsoProved: readonly Proof[]
  /** Whether the second factor is to be remembered on this browser. */
  readonly remembers: boolean
  readonly until: Timestamp
  /** SHA-256 of the credentials: with others the proof counts no more. */
  readonly basis: string
}

/** Undefined in a login whose person has not come to the terms. */
export function termsStepOf({ memory: { [memoryKey]: stored } }: Flow): TermsStep | undefined {
  return isObject(stored) ? (stored as unknown as TermsStep) : undefined
}

/** A text that changes with the credentials of an account. */
export const proofBasis = ({ credentials }: Pick<Account, 'credentials'>): string =>
  sha256(JSON.stringify(credentials))

/** The flow once the terms are answered: its proof is used up. */
export const withoutTermsStep = (flow: Flow): Flow => withoutMemory(flow, memoryKey)

export type TermsStepParts = {
  readonly rules: Pick<Rules, 'terms'>
  readonly schemas: () => IdentitySchemas
  readonly flows: FlowStore
  readonly identities: Pick<IdentityStore, 'find'>
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly clock: () => Timestamp
}

/**
 * Asks whoever has just proved who they are for the terms that they have not accepted, and uses up what they
 * have proved it with. Undefined where there is nothing to ask. Throws Refusal where a login cannot ask.
 */
export async function askForTerms(
  parts: TermsStepParts,
  flow: Flow,
  step: LoginStep & { readonly kind: 'proved' },
  remembers: boolean,
  form: (flow: Flow) => ReturnType<LazyForm>,
): Promise<ShowForm | undefined> {
  const { identity } = step.account
  const schema = parts.schemas().find(identity.schemaId)
  const terms = schema ? termsToAskFor(identity, schema) : []
  if (!schema || terms.length === 0) return undefined
  if (parts.rules.terms === 'not-known') throw termsUnavailable()
  const { proof, alsoProved = [] } = step
  const waiting: Omit<TermsStep, 'basis'> = {
    identityId: identity.id,
    schemaId: schema.id,
    names: terms.map(({ name }) => name),
    proof,
    alsoProved,
    remembers,
    until: Math.min(flow.expiresAt, parts.clock() + longestMs),
  }
  // NOTE an account at a provider is linked by the proof; the terms must not link it again
  const rest = alsoProved.length > 0 ? withoutPendingLink(flow) : flow
  const asked = await persistently(() =>
    parts.transact(async () => {
      const used = (await step.consume?.()) ?? step.account
      // NOTE as it is read later
      const stays = (await parts.identities.find(identity.id)) ?? used
      const entry = changeEntry(step.account, used)
      if ((entry.fields ?? []).length > 0) await record(entry)
      const stored = await parts.flows.find('login', flow.id)
      return parts.flows.update({
        ...rest,
        version: stored?.version ?? flow.version,
        active: proof.method,
        // NOTE so that it goes when they leave
        identityId: identity.id,
        form: { messages: [message('login.terms')], fields: {} },
        memory: { ...rest.memory, [memoryKey]: { ...waiting, basis: proofBasis(stays) } },
        updatedAt: parts.clock(),
      })
    }),
  )
  return { kind: 'form', why: 'next', flow: asked, form: () => form(asked) }
}

/** The refusal for a login whose form has no place for them. */
const termsUnavailable = () =>
  new Refusal('forbidden', {
    reason:
      'There are new terms, which cannot be shown here. Please sign in on the pages of the server.',
    remedy: { start: 'login' },
  })
