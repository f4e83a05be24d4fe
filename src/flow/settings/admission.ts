// Who may open the settings: somebody who is signed in, with the second factor where it is required.
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { AalRule, Assurance } from '#session/assurance.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { SettingsScope } from '../method.ts'
import { findFlow, type FlowParts } from '../steps.ts'
import type { ProofNeeded } from './outcome.ts'

export type AdmissionParts = FlowParts & {
  readonly sessions: Pick<Sessions, 'ofCaller'>
  readonly identities: Pick<IdentityStore, 'find'>
  readonly assurance: Assurance
  readonly schemas: () => IdentitySchemas
  readonly settings: () => { readonly requiredAal: AalRule }
}

export type Admitted = { readonly kind: 'admitted'; readonly scope: SettingsScope }

export const secondFactorFirst = {
  kind: 'proof-needed',
  need: 'second-factor',
  returnTo: undefined,
} as const

export function createAdmission(parts: AdmissionParts) {
  return admit

  /**
   * Admits the owner of a session that has the required assurance. `flowId`: the flow with which
   * they go on once they have proved what is missing. Throws Refusal('misconfigured') when their
   * identity schema is gone.
   */
  async function admit(caller: Caller, flowId?: string): Promise<Admitted | ProofNeeded> {
    const current = await parts.sessions.ofCaller(caller)
    const account = current && (await parts.identities.find(current.identity.id))
    if (!current || !account) return { kind: 'proof-needed', need: 'session', returnTo: undefined }
    if (parts.assurance.lacks(current.session, account.credentials, parts.settings().requiredAal))
      return { ...secondFactorFirst, ...(await ownFlow(flowId, account.identity.id)) }
    const schema = parts.schemas().find(account.identity.schemaId)
    if (!schema)
      throw new Refusal('misconfigured', {
        reason: 'The identity schema of this account is not configured any more.',
      })
    return { kind: 'admitted', scope: { account, schema, session: current.session } }
  }

  /** The flow with this id, if it belongs to this identity. */
  async function ownFlow(
    id: string | undefined,
    identityId: string,
  ): Promise<{ readonly flow?: Flow }> {
    const flow = id === undefined ? undefined : await findFlow(parts, 'settings', id).catch(absent)
    return flow?.identityId === identityId ? { flow } : {}
  }
}

/** For `catch`: undefined instead of a refusal. */
function absent(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}

/** Throws Refusal('forbidden') unless the flow was opened by its owner. */
export function guardOwner(flow: Flow, { account }: SettingsScope): void {
  if (flow.identityId !== account.identity.id)
    throw new Refusal('forbidden', {
      id: 'security_identity_mismatch',
      reason: 'This flow belongs to somebody else. Please start your own.',
    })
}
