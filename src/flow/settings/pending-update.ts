// An update that waits until its sender has proved again who they are. It is encrypted in the
// flow, so that no new password is readable in the database; only the browser or app that sent it holds
// the token that makes it go on.
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { Flow } from '../flow.ts'
import type { Submission } from '../submission.ts'

export type PendingUpdateParts = {
  readonly cipher: {
    encrypt(text: string, purpose: string): string
    decrypt(encrypted: string, purpose: string): string | undefined
  }
  readonly newSecret: () => string
  readonly hashSecret: (secret: string) => string
  readonly clock: Clock
}

const place = 'kept_update'
const lifespanMs = 15 * 60_000

export function createPendingUpdates({ cipher, newSecret, hashSecret, clock }: PendingUpdateParts) {
  const purpose = (flow: Flow) => `settings:${flow.id}`
  return {
    /** The flow with the update in it, and what its sender must bring back. */
    keep(
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
          formIsWhole: submission.formIsWhole ?? false,
        }),
        purpose(flow),
      )
      return {
        flow: {
          ...flow,
          memory: { ...flow.memory, [place]: { update, token: hashSecret(token), expiresAt } },
        },
        continuityToken: { token, expiresAt },
      }
    },

    /** The update that this token makes go on; undefined when there is none. */
    open(flow: Flow, token: string | undefined): Submission | undefined {
      const continuityToken = flow.memory[place]
      if (
        token === undefined ||
        !isObject(continuityToken) ||
        typeof continuityToken['update'] !== 'string'
      )
        return undefined
      if (
        continuityToken['token'] !== hashSecret(token) ||
        !(Number(continuityToken['expiresAt']) > clock())
      )
        return undefined
      const text = cipher.decrypt(continuityToken['update'], purpose(flow))
      if (text === undefined) return undefined
      const { fields, fromForm, formIsWhole } = JSON.parse(text) as {
        fields: JsonObject
        fromForm: boolean
        formIsWhole: boolean
      }
      return { flowId: flow.id, fields, fromForm, formIsWhole, unreadable: undefined }
    },
  }
}

/**
 * The flow without an update in it: one that has been taken up, or was followed by another, never
 * comes back.
 */
export function withoutPendingUpdate(flow: Flow): Flow {
  const { [place]: _, ...memory } = flow.memory
  return { ...flow, memory }
}
