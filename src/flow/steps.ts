// Steps that the actions of all flows are made of.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { Caller } from './caller.ts'
import type { Flow, FlowKind, FormNotes } from './flow.ts'
import type { FlowStore } from './flow-store.ts'
import { noteProblems, withoutValues } from './form.ts'
import type { Links } from './method-call.ts'
import { askForWork, readWork, type WorkParts } from './proof-of-work.ts'
import { textField, type Submission } from './submission.ts'

const unknownFlow = (kind: FlowKind) =>
  new Refusal('not-found', { reason: `There is no such ${kind} flow.` })

/** Compares anti-forgery secrets and tokens; a secret is stored as its hash only. */
export type CsrfGuard = {
  newSecret(device?: string): string
  deviceOf(secret: string): string
  hash(secret: string): string
  matches(secret: string, token: string): boolean
  /** Whether the token was made for this flow, and for the browser whose secret has this hash. */
  matchesForm(flowId: string, secretHash: string, token: string): boolean
}

/** What every kind of flow needs. */
export type FlowParts = WorkParts & {
  readonly edition: string
  readonly rules: Rules
  readonly links: Links
  readonly flows: FlowStore
  readonly csrf: CsrfGuard
  readonly clock: Clock
  readonly newId: () => string
}

/** The flow with this id, if this edition opened it. Throws Refusal. */
export async function findFlow(
  parts: FlowParts,
  kind: FlowKind,
  id: string | undefined,
): Promise<Flow> {
  const flow = id !== undefined && isUuid(id) ? await parts.flows.find(kind, id) : undefined
  if (!flow || flow.edition !== parts.edition) throw unknownFlow(kind)
  return flow
}

/**
 * The flow of a submit. Throws Refusal: a malformed id is a bad request, an unknown one is not
 * found.
 */
export async function submittedFlow(
  parts: FlowParts,
  kind: FlowKind,
  submission: Submission,
): Promise<Flow> {
  if (submission.flowId === undefined || !isUuid(submission.flowId)) {
    throw new Refusal('bad-request', {
      reason: 'The query parameter flow is missing or is not the id of a flow.',
    })
  }
  return findFlow(parts, kind, submission.flowId)
}

/**
 * As `submittedFlow`, and the caller with the proof of work that came along, if one was asked for.
 */
export async function submittedWork(
  parts: FlowParts,
  kind: FlowKind,
  submission: Submission,
  caller: Caller,
): Promise<{ readonly flow: Flow; readonly caller: Caller }> {
  return readWork(parts, submission, await submittedFlow(parts, kind, submission), caller)
}

/**
 * Throws Refusal for an expired flow, and for a flow of another browser, unless the rules show it
 * to whoever knows its id.
 */
export function guardVisibility(parts: FlowParts, flow: Flow, caller: Caller): void {
  if (
    parts.rules.flowVisibility === 'its-browser' &&
    flow.type === 'browser' &&
    !isUnbound(flow) &&
    !isOpener(parts, flow, caller)
  )
    throw forgeryRefusal(caller)
  if (flow.expiresAt <= parts.clock()) {
    throw new Refusal('gone', {
      id: 'self_service_flow_expired',
      reason: 'This flow has expired. Please start a new one.',
      remedy: { restart: flow.kind, type: flow.type, returnTo: flow.returnTo },
    })
  }
}

/**
 * A browser has to prove by cookie and token that a page of this site sent the form; an app must
 * not send what a browser sends.
 */
export function guardForgery(
  parts: FlowParts,
  flow: Flow,
  submission: Submission,
  caller: Caller,
): void {
  if (submission.csrfVerified) return
  if (flow.type === 'api') {
    const reason = caller.hasOrigin ? 'Origin' : caller.hasCookies ? 'Cookie' : undefined
    if (reason === undefined) return
    // NOTE its mailed link was opened in a browser, which goes on with it
    if (flow.csrfHash !== undefined && hasToken(parts, flow, submission, caller)) return
    throw new InvalidInput([
      {
        message: message('validation.generic', {
          reason: `This flow is for apps and takes no ${reason} header. Use the flow for browsers.`,
        }),
      },
    ])
  }
  if (!hasToken(parts, flow, submission, caller)) throw forgeryRefusal(caller)
}

function hasToken(parts: FlowParts, flow: Flow, submission: Submission, caller: Caller): boolean {
  if (submission.csrfVerified) return true
  const token = textField(submission, 'csrf_token')
  if (token === undefined) return false
  if (caller.knowsSecret((secret) => parts.csrf.matches(secret, token))) return true
  // NOTE a form that another server has fetched has a token of its own, valid in the browser of the
  // flow only
  return (
    flow.csrfHash !== undefined &&
    isOpener(parts, flow, caller) &&
    parts.csrf.matchesForm(flow.id, flow.csrfHash, token)
  )
}

/**
 * Whether the browser of the flow, known by its cookie, sends no token or one that does not match.
 */
export const lacksToken = (
  parts: FlowParts,
  flow: Flow,
  submission: Submission,
  caller: Caller,
): boolean => isOpener(parts, flow, caller) && !hasToken(parts, flow, submission, caller)

/**
 * A flow that an administrator opened. It is bound to no browser: whoever has its code or link may
 * continue it.
 */
export const isUnbound = (flow: Flow): boolean =>
  flow.type === 'browser' && flow.csrfHash === undefined

const isOpener = (parts: FlowParts, flow: Flow, caller: Caller): boolean =>
  caller.knowsSecret((secret) => parts.csrf.hash(secret) === flow.csrfHash)

function forgeryRefusal(caller: Caller): Refusal {
  return new Refusal('forbidden', {
    id: 'security_csrf_violation',
    reason: 'The anti-forgery cookie or token is missing or does not match.',
    details: {
      docs: 'https://www.ory.sh/kratos/docs/debug/csrf',
      hint: caller.csrfKnown
        ? 'The anti-forgery cookie belongs to another browser or to an earlier sign-in.'
        : 'No anti-forgery cookie came along; check that cookies are sent and that the domains match.',
      reject_reason: caller.csrfKnown
        ? 'The token does not fit the cookie.'
        : 'The cookie is missing.',
    },
  })
}

/** Throws InvalidInput for a body that could not be read. */
export function guardReadable(submission: Submission): void {
  if (submission.unreadable !== undefined)
    throw new InvalidInput([
      { message: message('validation.generic', { reason: submission.unreadable }) },
    ])
}

/** What was sent and is shown again: everything but secrets. */
export type Shown = Readonly<Record<string, Json>>

/** Adds problems to the notes of a form. */
export type TakeNotes = (flow: Flow, shown: Shown, problems: readonly Problem[]) => FormNotes

/** Adds problems to the notes; values that were sent before stay as the rules say. */
export const notesOf =
  ({ formValues }: Pick<Rules, 'formValues'>): TakeNotes =>
  ({ form }, ...sent) =>
    noteProblems(formValues === 'as-last-sent' ? withoutValues(form) : form, ...sent)

/** Runs `work`. Its InvalidInput becomes messages in the stored flow. */
export async function onForm<T>(
  parts: FlowParts,
  flow: Flow,
  shown: Shown,
  work: () => Promise<T>,
  note: TakeNotes = notesOf(parts.rules),
): Promise<T | { readonly kind: 'invalid'; readonly flow: Flow; readonly problem: InvalidInput }> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return {
      kind: 'invalid',
      flow: await storeProblems(
        parts,
        flow,
        (current) => note(current, shown, error.problems),
        error.asksForWork ? await askForWork(parts, flow) : {},
      ),
      problem: error,
    }
  }
}

async function storeProblems(
  parts: FlowParts,
  flow: Flow,
  notes: (flow: Flow) => FormNotes,
  memory: JsonObject,
): Promise<Flow> {
  let current = flow
  for (let tries = 0; ; tries++) {
    const changed = {
      ...current,
      form: notes(current),
      memory: { ...current.memory, ...memory },
      updatedAt: parts.clock(),
    }
    try {
      return await parts.flows.update(changed)
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error
      // NOTE of many simultaneous submits not all messages can be stored; each caller gets its own
      if (tries === 3) return changed
      current = (await parts.flows.find(flow.kind, flow.id)) ?? flow
    }
  }
}
