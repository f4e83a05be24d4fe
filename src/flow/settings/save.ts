import { record } from '#audit/record.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import { credentialOf, takenProblem } from '#identity/accounts.ts'
import { changeEntry } from '#identity/audit-entries.ts'
import {
  Conflict,
  StaleVersion,
  type Account,
  type IdentityStore,
} from '#identity/identity-store.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { JsonObject } from '#lib/json.ts'
import { message, type Message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { Session } from '#session/session.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Caller } from '../caller.ts'
import { noNotes, type Flow } from '../flow.ts'
import { hooksAfter, type FlowSettings, type ReturnSettings } from '../flow-settings.ts'
import type { FlowStore } from '../flow-store.ts'
import type { CollectedResult, FlowHooks, Stored } from '../hooks.ts'
import type { Method, SettingsChange, SettingsScope } from '../method.ts'
import type { FollowUp } from '../outcome.ts'
import { returnToRefused } from '../return-to.ts'
import type { Form } from '../ui-node.ts'
import { guardWayIn } from './way-in.ts'
import { withoutPendingUpdate } from './pending-update.ts'

export type SaveParts = {
  readonly hooks: FlowHooks
  readonly identities: IdentityStore
  readonly sessions: Sessions
  readonly flows: FlowStore
  /** All methods that are switched on, offered here or not. */
  readonly everyMethod: () => readonly Method[]
  readonly settings: () => FlowSettings
  readonly returns: () => ReturnSettings
  readonly rules: Pick<Rules, 'returnToCheckedAt'>
  readonly tellOwner: TellOwner
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly clock: () => number
  readonly events: Events
}

export type Saved = {
  readonly kind: 'saved'
  readonly flow: Flow
  readonly account: Account
  readonly session: Session
  readonly followUps: readonly FollowUp[]
  /** How many other sessions have ended. */
  readonly endedSessions: number
}

/** A hook holds the change: nothing of it is stored yet. */
export type Held = {
  readonly kind: 'held'
  readonly flow: Flow
  readonly followUps: readonly FollowUp[]
}

/** How often a change is repeated because the account was changed at the same moment. */
const mostTries = 20

/** Stores a change: account, flow, session and what hooks add are stored together or not at all. */
export function createSave(
  parts: SaveParts,
  form: (flow: Flow, scope: SettingsScope) => Form | Promise<Form>,
) {
  /**
   * Undefined when the part of the account that the change was decided on has changed: it has to be
   * decided again.
   */
  return async (
    flow: Flow,
    change: SettingsChange,
    scope: SettingsScope,
    method: string,
    caller: Caller,
  ): Promise<Saved | Held | undefined> => {
    let current = { flow, account: scope.account }
    for (let tries = 0; ; tries++) {
      try {
        const saved = await store(current.flow, current.account, change, scope, method, caller)
        if (saved.kind === 'held') return saved
        parts.events(eventOf(change, saved.account))
        if (saved.endedSessions > 0)
          parts.events({
            kind: 'sessions.revoked',
            identityId: saved.account.identity.id,
            count: saved.endedSessions,
            by: 'owner',
          })
        return saved
      } catch (error) {
        if (error instanceof Conflict) throw new InvalidInput([takenProblem], { cause: error })
        if (!(error instanceof StaleVersion) || tries === mostTries) throw error
        current = await readAgain(flow, scope.account.identity.id)
        if (part(current.account, change.touches) !== part(scope.account, change.touches))
          return undefined
      }
    }
  }

  async function store(
    flow: Flow,
    before: Account,
    change: SettingsChange,
    scope: SettingsScope,
    method: string,
    caller: Caller,
  ): Promise<Saved | Held> {
    const { session } = scope
    const hooks = await parts.hooks.after({
      flow,
      caller,
      configured: hooksAfter(parts.settings().after, method),
      method,
      account: change.apply(before),
      accountBefore: before,
      session,
      csrfSecret: caller.csrfSecret,
      form: () => form(flow, scope),
    })
    guardWayIn(parts, before, hooks.account)
    if (hooks.holds) return hold(flow, hooks, { account: before, session })
    const saved = await parts.transact(async (): Promise<Saved> => {
      const account = await parts.identities.replace(hooks.account)
      await change.also?.()
      await parts.tellOwner(before, account, {
        by: 'owner',
        origin: caller.device,
        sessionId: session.id,
        transientPayload: flow.transientPayload,
        toldOtherwise: hooks.tells,
      })
      const confirmed = change.proof
        ? await parts.sessions.confirm(session, change.proof, caller.device)
        : session
      // NOTE devices stay known: strangers must not be able to spend the tries of the owner's others
      const endedSessions =
        change.endsOtherSessions === true
          ? await parts.sessions.revokeOthers(account.identity.id, session.id, 'kept')
          : 0
      const done = await parts.flows.update({
        ...flow,
        memory: keptAfter(method, flow),
        state: 'success',
        transientPayload: undefined,
        form: { ...noNotes, messages: [message('settings.saved'), ...notesOnReturn(flow)] },
        updatedAt: parts.clock(),
      })
      const followUps = await hooks.persist({ account, session: confirmed })
      await record(changeEntry(before, account, endedSessions > 0))
      return { kind: 'saved', flow: done, account, session: confirmed, followUps, endedSessions }
    })
    await hooks.notify()
    return saved
  }

  /** What is not over: what a method has prepared, such as a key to set up, is made anew. */
  function keptAfter(method: string, flow: Flow): JsonObject {
    const over = parts
      .everyMethod()
      .filter(({ name, settings }) => name === method || settings?.prepare)
      .map(({ name }) => name)
    return Object.fromEntries(
      Object.entries(withoutPendingUpdate(flow).memory).filter(([name]) => !over.includes(name)),
    )
  }

  async function hold(
    flow: Flow,
    { holds, persist, notify }: CollectedResult,
    stored: Stored,
  ): Promise<Held> {
    const held = await parts.transact(async (): Promise<Held> => {
      const waiting = await parts.flows.update({
        ...withoutPendingUpdate(flow),
        state: 'show_form',
        transientPayload: undefined,
        form: { ...noNotes, messages: holds?.says ? [holds.says] : [] },
        updatedAt: parts.clock(),
      })
      return { kind: 'held', flow: waiting, followUps: await persist(stored) }
    })
    await notify()
    return held
  }

  /** That the browser is not sent where it asked to be sent, where that is told at the end. */
  function notesOnReturn(flow: Flow): readonly Message[] {
    return returnToRefused(flow, parts.returns(), parts.rules)?.form.messages ?? []
  }

  async function readAgain(
    flow: Flow,
    identityId: string,
  ): Promise<{ readonly flow: Flow; readonly account: Account }> {
    const account = await parts.identities.find(identityId)
    const found = await parts.flows.find('settings', flow.id)
    if (account?.identity.state !== 'active' || !found)
      throw new Refusal('unauthorized', {
        id: 'session_inactive',
        reason: 'The account is not what it was when this request came in.',
      })
    return { account, flow: { ...found, transientPayload: flow.transientPayload } }
  }
}

/** The part of an account that a change was decided on, as text to compare. */
function part(account: Account, touches: SettingsChange['touches']): string {
  const { schemaId, traits } = account.identity
  return JSON.stringify(
    touches === 'traits' ? [schemaId, traits] : (credentialOf(account, touches)?.config ?? null),
  )
}

function eventOf({ touches }: SettingsChange, { identity }: Account): Parameters<Events>[0] {
  return touches === 'traits'
    ? { kind: 'identity.changed', identityId: identity.id, what: 'updated', by: 'owner' }
    : { kind: 'credential.changed', identityId: identity.id, credential: touches, by: 'owner' }
}
