// What people do with their own sessions.
import { recorded } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Clock } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import type { AalRule, Assurance } from './assurance.ts'
import { allRevokedEntry, revokedEntry } from './audit-entries.ts'
import type { PresentedTokens } from './presented.ts'
import type { Sessions } from './sessions.ts'
import type { Tokenizer } from './tokenizer.ts'
import type { SessionWithIdentity } from './session-store.ts'

export type OwnSessionsParts = {
  readonly sessions: Sessions
  readonly assurance: Assurance
  /** The level that a session must have here. */
  readonly requiredAal: () => AalRule
  /**
   * How long others may cache the answer about a session; undefined: not at all. Without an age:
   * until the session expires.
   */
  readonly cache: () => { readonly maxAgeMs: number | undefined } | undefined
  readonly tokenizer: Pick<Tokenizer, 'tokenize'>
  readonly clock: Clock
  readonly events: Events
}

/**
 * `cacheForMs`: how long others may cache this answer; undefined: not at all. `tokenized`: the
 * session as a signed token, where requested.
 */
export type WhoAmI = SessionWithIdentity & {
  readonly cacheForMs: number | undefined
  readonly tokenized?: string
}

export type OwnSessions = {
  /**
   * The session of the caller. `tokenizeAs`: the name of a token template; throws as
   * Tokenizer.tokenize.
   */
  whoami(
    input: { readonly tokenizeAs: string | undefined } | undefined,
    caller: PresentedTokens,
  ): Promise<WhoAmI>
  /** The same, where that is known without waiting; undefined: `whoami` tells. */
  whoamiAtOnce(
    input: { readonly tokenizeAs: string | undefined } | undefined,
    caller: PresentedTokens,
  ): WhoAmI | undefined
  /** The caller's other usable sessions. */
  list(
    page: { readonly limit: number; readonly offset: number },
    caller: PresentedTokens,
  ): Promise<{ readonly total: number; readonly sessions: readonly SessionWithIdentity[] }>
  /**
   * Ends another session of the caller; for a session of somebody else it does nothing, and does
   * not tell.
   */
  revokeOne(
    input: { readonly id: string },
    caller: PresentedTokens,
  ): Promise<{ readonly kind: 'done' }>
  /**
   * Ends a session by the link of a notice about it, whoever has that. Throws Refusal for a link
   * that is not one.
   */
  endByLink(input: { readonly id: string; readonly token: string }): Promise<{
    readonly kind: 'done'
  }>
  /** `count`: how many it has ended; `known`: these, and those that had ended before. */
  revokeOthers(
    input: unknown,
    caller: PresentedTokens,
  ): Promise<{ readonly count: number; readonly known: number }>
}

export function createOwnSessions({
  sessions,
  assurance,
  requiredAal,
  cache,
  tokenizer,
  clock,
  events,
}: OwnSessionsParts): OwnSessions {
  /**
   * Throws Refusal('unauthorized') without a session, Refusal('forbidden') for one without the
   * second factor of its owner.
   */
  async function sufficient(caller: PresentedTokens): Promise<SessionWithIdentity> {
    const found = await sessions.required(caller)
    await assurance.demand(found, requiredAal())
    return found
  }

  function withAge(found: SessionWithIdentity): WhoAmI {
    const cached = cache()
    return {
      ...found,
      cacheForMs:
        cached && Math.min(cached.maxAgeMs ?? Infinity, found.session.expiresAt - clock()),
    }
  }

  return {
    async whoami(
      input: { readonly tokenizeAs: string | undefined } | undefined,
      caller: PresentedTokens,
    ): Promise<WhoAmI> {
      const found = await sufficient(caller)
      const template = input?.tokenizeAs
      const token =
        template === undefined || template === ''
          ? {}
          : { tokenized: await tokenizer.tokenize(template, found) }
      return { ...withAge(found), ...token }
    },

    whoamiAtOnce(
      input: { readonly tokenizeAs: string | undefined } | undefined,
      caller: PresentedTokens,
    ): WhoAmI | undefined {
      if (input?.tokenizeAs !== undefined && input.tokenizeAs !== '') return undefined
      const found = sessions.known(caller)
      return found && !assurance.isInQuestion(found, requiredAal()) ? withAge(found) : undefined
    },

    async list(
      page: { readonly limit: number; readonly offset: number },
      caller: PresentedTokens,
    ): Promise<{ readonly total: number; readonly sessions: readonly SessionWithIdentity[] }> {
      const { session, identity } = await sufficient(caller)
      const filter = {
        identityId: identity.id,
        exceptId: session.id,
        active: sessions.usable(true),
      }
      return {
        total: await sessions.count(filter),
        sessions: await sessions.listByOffset(filter, page),
      }
    },

    async revokeOne(
      input: { readonly id: string },
      caller: PresentedTokens,
    ): Promise<{ readonly kind: 'done' }> {
      const { session, identity } = await sufficient(caller)
      if (!isUuid(input.id))
        throw new Refusal('bad-request', { reason: 'This is not the id of a session.' })
      if (input.id === session.id)
        throw new Refusal('bad-request', {
          reason: 'The session in use cannot be revoked here. Sign out instead.',
        })
      const other = await sessions.find(input.id)
      if (
        other?.identity.id === identity.id &&
        (await recorded(
          () => sessions.revoke(input.id),
          (was) => (was ? revokedEntry(other) : undefined),
        ))
      )
        events({
          kind: 'session.revoked',
          identityId: identity.id,
          sessionId: input.id,
          by: 'owner',
        })
      return { kind: 'done' }
    },

    async endByLink({ id, token }: { readonly id: string; readonly token: string }): Promise<{
      readonly kind: 'done'
    }> {
      if (!isUuid(id) || !sessions.isEndingToken(id, token))
        throw new Refusal('bad-request', { reason: 'This link is not complete.' })
      const found = await sessions.find(id)
      if (!found) return { kind: 'done' }
      const wasActive = await recorded(
        () => sessions.disown(found.session),
        (was) => (was ? revokedEntry(found) : undefined),
      )
      if (wasActive)
        events({
          kind: 'session.revoked',
          identityId: found.identity.id,
          sessionId: id,
          by: 'owner',
        })
      return { kind: 'done' }
    },

    async revokeOthers(
      _input: unknown,
      caller: PresentedTokens,
    ): Promise<{ readonly count: number; readonly known: number }> {
      const { session, identity } = await sufficient(caller)
      const known = await sessions.count({ identityId: identity.id, exceptId: session.id })
      const count = await recorded(
        () => sessions.revokeOthers(identity.id, session.id),
        (ended) => (ended > 0 ? allRevokedEntry(identity.id, ended) : undefined),
      )
      if (count > 0)
        events({ kind: 'sessions.revoked', identityId: identity.id, count, by: 'owner' })
      return { count, known }
    },
  }
}
