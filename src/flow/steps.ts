// The steps that actions of flows are made of.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import type { Json } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { Caller } from './caller.ts'
import type { Flow, FlowKind, FormNotes } from './flow.ts'
import type { FlowStore } from './flow-store.ts'
import { noteProblems, withoutValues } from './form.ts'
import type { Links } from './method-call.ts'
import { textField, type Submission } from './submission.ts'

const unknownFlow = (kind: FlowKind) =>
  new Refusal('not-found', { reason: `There is no such ${kind} flow.` })

/** Compares anti-forgery secrets and tokens; a secret is stored as its hash only. */
export type CsrfGuard = {
  newSecret(): string
  hash(secret: string): string
  matches(secret: string, token: string): boolean
  /** Whether a token was made for this flow and the browser whose secret has this hash. */
  fitsForm(flowId: string, secretHash: string, token: string): boolean
}

/** What every kind of flow needs. */
export type FlowParts = {
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
 * The flow that a submit is for. An id that is none is the fault of the caller's program, an
 * unknown one may be that of time.
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
 * Shows no expired flow, and that of a browser, unless the rules say otherwise, to the browser that
 * opened it only. Throws Refusal.
 */
export function guardVisibility(parts: FlowParts, flow: Flow, caller: Caller): void {
  if (
    parts.rules.flowVisibility === 'its-browser' &&
    flow.type === 'browser' &&
    !isUnbound(flow) &&
    !isOpener(parts, flow, caller)
  )
    throw forged(caller)
  if (flow.expiresAt <= parts.clock()) {
    throw new Refusal('gone', {
      id: 'self_service_flow_expired',
      reason: 'This flow has expired. Please start a new one.',
      remedy: { restart: flow.kind, type: flow.type, returnTo: flow.returnTo },
    })
  }
}

/**
 * A browser must prove by cookie and token that its own page sent the form; an app must not look
 * like a browser.
 */
export function guardForgery(
  parts: FlowParts,
  flow: Flow,
  submission: Submission,
  caller: Caller,
): void {
  if (flow.type === 'api') {
    const reason = caller.hasOrigin ? 'Origin' : caller.hasCookies ? 'Cookie' : undefined
    if (reason === undefined) return
    throw new InvalidInput([
      {
        message: message('validation.generic', {
          reason: `This flow is for apps and takes no ${reason} header. Use the flow for browsers.`,
        }),
      },
    ])
  }
  if (!hasToken(parts, flow, submission, caller)) throw forged(caller)
}

function hasToken(parts: FlowParts, flow: Flow, submission: Submission, caller: Caller): boolean {
  if (submission.csrfVerified) return true
  const token = textField(submission, 'csrf_token')
  if (!caller.csrfKnown || token === undefined) return false
  if (parts.csrf.matches(caller.csrfSecret, token)) return true
  // NOTE a form that was fetched by somebody else bears a token of its own, good in the browser of
  // the flow only
  return (
    flow.csrfHash !== undefined &&
    isOpener(parts, flow, caller) &&
    parts.csrf.fitsForm(flow.id, flow.csrfHash, token)
  )
}

/**
 * Whether the browser that opened the flow sends it, by its cookie, but with a token that does not
 * fit, or none.
 */
export const lacksToken = (
  parts: FlowParts,
  flow: Flow,
  submission: Submission,
  caller: Caller,
): boolean => isOpener(parts, flow, caller) && !hasToken(parts, flow, submission, caller)

/**
 * A flow that an administrator opened: it belongs to whoever is given its secret, in whatever
 * browser.
 */
export const isUnbound = (flow: Flow): boolean =>
  flow.type === 'browser' && flow.csrfHash === undefined

const isOpener = (parts: FlowParts, flow: Flow, caller: Caller): boolean =>
  caller.csrfKnown && parts.csrf.hash(caller.csrfSecret) === flow.csrfHash

function forged(caller: Caller): Refusal {
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

/** A body that could not be read is wrong input to the form. */
export function readable(submission: Submission): void {
  if (submission.unreadable !== undefined)
    throw new InvalidInput([
      { message: message('validation.generic', { reason: submission.unreadable }) },
    ])
}

/** What was sent, to be shown again: everything but secrets. */
export type Shown = Readonly<Record<string, Json>>

/** How problems are written down in a form. */
export type TakeNotes = (flow: Flow, shown: Shown, problems: readonly Problem[]) => FormNotes

/** Does the work; what was filled in wrongly becomes notes in the stored flow. */
export async function onForm<T>(
  parts: FlowParts,
  flow: Flow,
  shown: Shown,
  work: () => Promise<T>,
  note: TakeNotes = ({ form }, ...sent) =>
    noteProblems(parts.rules.formValues === 'as-last-sent' ? withoutValues(form) : form, ...sent),
): Promise<T | { readonly kind: 'invalid'; readonly flow: Flow; readonly problem: InvalidInput }> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return {
      kind: 'invalid',
      flow: await storeProblems(parts, flow, (current) => note(current, shown, error.problems)),
      problem: error,
    }
  }
}

async function storeProblems(
  parts: FlowParts,
  flow: Flow,
  notes: (flow: Flow) => FormNotes,
): Promise<Flow> {
  let current = flow
  for (let tries = 0; ; tries++) {
    const changed = { ...current, form: notes(current), updatedAt: parts.clock() }
    try {
      return await parts.flows.update(changed)
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error
      // NOTE what many sent to one form at the same moment cannot all be kept; each is told about
      // its own
      if (tries === 3) return changed
      current = (await parts.flows.find(flow.kind, flow.id)) ?? flow
    }
  }
}
