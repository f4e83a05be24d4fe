// An update that waits until its sender has proved again who they are. It is stored encrypted in
// the flow, so that no new password is readable in the database. Only the browser or app that sent
// it has the token that finishes it.
import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { isObject } from '#lib/json.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { withoutMemory, type Flow } from '../flow.ts'
import type { Submission } from '../submission.ts'

export type PendingUpdateParts = {
  readonly cipher: Cipher
  readonly newSecret: () => string
  readonly hashSecret: (secret: string) => string
  readonly clock: Clock
}

const memoryKey = 'kept_update'
const lifespanMs = 15 * 60_000

export type PendingUpdates = {
  /** The flow with the update, and the token that the sender must bring back. */
  store(
    flow: Flow,
    submission: Submission,
  ): {
    readonly flow: Flow
    readonly continuityToken: { readonly token: string; readonly expiresAt: Timestamp }
  }
  /** The update of this token; undefined when there is none. */
  open(flow: Flow, tokens: readonly string[]): Submission | undefined
}

export function createPendingUpdates({
  cipher,
  newSecret,
  hashSecret,
  clock,
}: PendingUpdateParts): PendingUpdates {
  return {
    store(
      flow: Flow,
      submission: Submission,
    ): {
      readonly flow: Flow
      readonly continuityToken: { readonly token: string; readonly expiresAt: Timestamp }
    } {
      const token = newSecret(),
        expiresAt = Math.min(clock() + lifespanMs, flow.expiresAt)
      const { csrf_token: _, ...fields } = submission.fields
      const update = cipher.encrypt(
        JSON.stringify({
          fields,
          fromForm: submission.fromForm,
          formTexts: submission.formTexts,
          jsonIsExact: submission.jsonIsExact,
        }),
        purposes.pendingUpdate(flow.id),
      )
      return {
        flow: {
          ...flow,
          memory: { ...flow.memory, [memoryKey]: { update, token: hashSecret(token), expiresAt } },
        },
        continuityToken: { token, expiresAt },
      }
    },

    open(flow: Flow, tokens: readonly string[]): Submission | undefined {
      const stored = flow.memory[memoryKey]
      if (!isObject(stored) || typeof stored['update'] !== 'string') return undefined
      if (
        !tokens.some((token) => stored['token'] === hashSecret(token)) ||
        !(Number(stored['expiresAt']) > clock())
      )
        return undefined
      const text = cipher.decrypt(stored['update'], purposes.pendingUpdate(flow.id))
      if (text === undefined) return undefined
      const sent = JSON.parse(text) as Pick<
        Submission,
        'fields' | 'fromForm' | 'formTexts' | 'jsonIsExact'
      >
      return { ...sent, flowId: flow.id, unreadable: undefined }
    },
  }
}

/**
 * The flow without a pending update: one that is finished, or replaced by another submit, never
 * runs again.
 */
export const withoutPendingUpdate = (flow: Flow): Flow => withoutMemory(flow, memoryKey)
