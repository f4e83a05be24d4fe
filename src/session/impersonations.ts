// Support opens a session of a person, to see what they see: for a reason, for a short time, marked,
// and without a change of credentials or addresses.
import { actorFactsNow, recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Credential } from '#identity/credential.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { isUuid } from '#lib/uuid.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { setUpSecondFactors } from '#identity/credential-types.ts'
import type { Operators } from '#operators/operators.ts'
import type { ImpersonationStore } from './impersonation-store.ts'
import { supportActor, supportToken } from './impersonation.ts'
import type { Device, OpenedBy, Session } from './session.ts'
import type { Sessions } from './sessions.ts'

export type ImpersonationSettings = {
  readonly isEnabled: boolean
  /** How long such a session lasts. */
  readonly lifespanMs: number
}

export type Impersonations = {
  /**
   * A code that opens a session of this identity, once, within a minute. Throws Refusal:
   * `forbidden` while it is switched off and for the account of an operator, `bad-request` without
   * a reason, `not-found`, `conflict` for a disabled account.
   */
  begin(input: { readonly identityId: string; readonly reason: string | undefined }): Promise<{
    readonly code: string
    readonly expiresAt: Timestamp
  }>
  /** Opens the session. Throws Refusal('gone') for a code that is used, over or unknown. */
  open(
    input: { readonly code: string },
    caller: { readonly device: Omit<Device, 'id'> },
  ): Promise<{ readonly session: Session; readonly token: string }>
}

export type ImpersonationParts = {
  readonly store: ImpersonationStore
  readonly sessions: Pick<Sessions, 'begin' | 'store'>
  readonly identities: Pick<IdentityStore, 'find'>
  readonly operators: Pick<Operators, 'roleOf'>
  readonly settings: () => ImpersonationSettings
  readonly clock: Clock
  readonly newCode: () => string
  readonly hash: (code: string) => string
}

const codeMs = 60_000
const reasonLength = { least: 5, most: 300 }

export function createImpersonations(parts: ImpersonationParts): Impersonations {
  const { store, sessions, identities, clock } = parts

  function demandEnabled(): void {
    if (!parts.settings().isEnabled)
      throw new Refusal('forbidden', {
        id: 'impersonation_disabled',
        reason:
          'Sessions of other people cannot be opened here. It is allowed by ' +
          'pallas.impersonation.enabled in the configuration.',
      })
  }

  /** The account that may be seen. */
  async function accountOf(identityId: string) {
    const account = isUuid(identityId) ? await identities.find(identityId) : undefined
    if (!account) throw new Refusal('not-found', { reason: 'There is no identity with this id.' })
    if (account.identity.state !== 'active')
      throw new Refusal('conflict', {
        id: 'identity_disabled',
        reason: 'This account is disabled, so nobody can have a session of it.',
      })
    // NOTE whatever the role is: an operator would be shown as somebody else in what they do
    if (await parts.operators.roleOf(identityId))
      throw new Refusal('forbidden', {
        id: 'operator_account',
        reason: 'This is the account of an operator.',
      })
    return account
  }

  return {
    async begin({ identityId, reason }) {
      demandEnabled()
      await accountOf(identityId)
      const why = reason?.trim() ?? ''
      if (why.length < reasonLength.least || why.length > reasonLength.most)
        throw new Refusal('bad-request', {
          id: 'reason_required',
          reason:
            `A reason of ${reasonLength.least} to ${reasonLength.most} characters is needed. ` +
            'The person can read it.',
        })
      const code = parts.newCode()
      const expiresAt = clock() + codeMs
      await recorded(
        () =>
          store.insert({
            codeHash: parts.hash(code),
            identityId,
            openedBy: { ...whoActs(), reason: why },
            expiresAt,
          }),
        () => ({ action: 'impersonation.begun', target: { kind: 'identity', id: identityId } }),
      )
      return { code, expiresAt }
    },

    async open({ code }, { device }) {
      demandEnabled()
      const opened = await recorded(
        async () => {
          const found = code.length > 256 ? undefined : await store.take(parts.hash(code))
          if (!found || found.expiresAt <= clock()) return undefined
          const { identity, credentials } = await accountOf(found.identityId)
          const { openedBy } = found
          const { session, token } = sessions.begin(identity.id, [], { ...device, openedBy })
          const opening = {
            openedBy,
            token: supportToken(token),
            session: {
              ...session,
              expiresAt: session.issuedAt + parts.settings().lifespanMs,
              // NOTE what the person has proved is not asked for: support is let in by its role
              aal: hasSecondFactor(credentials) ? ('aal2' as const) : ('aal1' as const),
            },
          }
          await sessions.store(opening.session, opening.token)
          return opening
        },
        (opening) =>
          opening && {
            action: 'impersonation.opened',
            target: { kind: 'identity', id: opening.session.identityId },
            actor: supportActor(opening.openedBy),
            fields: [`sessions.${opening.session.id}`],
          },
      )
      if (!opened)
        throw new Refusal('gone', {
          id: 'impersonation_code_used',
          reason: 'This link was used already, or its minute is over. Please make another one.',
        })
      return opened
    },
  }

  function whoActs(): Omit<OpenedBy, 'reason'> {
    const { kind, id, name } = actorFactsNow()
    return {
      kind: kind === 'operator' || kind === 'token' ? kind : 'anonymous',
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
    }
  }
}

const hasSecondFactor = (credentials: readonly Credential[]): boolean =>
  credentials.some(({ type }) => setUpSecondFactors.includes(type))
