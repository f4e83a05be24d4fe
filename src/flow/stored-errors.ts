// Errors that are stored for the error page of a browser.
import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import { isUuid } from '#lib/uuid.ts'
import type { Caller } from './caller.ts'
import type { ErrorStore, StoredError } from './error-store.ts'
import type { CsrfGuard } from './steps.ts'

export type StoredErrorsParts = {
  readonly store: ErrorStore
  readonly csrf: CsrfGuard
  readonly clock: () => number
  readonly newId: () => string
}
export type StoredErrors = {
  /** Stores an error; answers its id. */
  keep(error: JsonObject, caller: Pick<Caller, 'csrfKnown' | 'csrfSecret'>): Promise<string>
  /** `stub:500` is an example for those who build an error page. Throws Refusal('not-found'). */
  show(input: { readonly id: string | undefined }): Promise<StoredError>
}

export function createStoredErrors({ store, csrf, clock, newId }: StoredErrorsParts): StoredErrors {
  return {
    async keep(
      error: JsonObject,
      caller: Pick<Caller, 'csrfKnown' | 'csrfSecret'>,
    ): Promise<string> {
      const now = clock(),
        id = newId()
      await store.insert({
        id,
        error,
        csrfHash: caller.csrfKnown ? csrf.hash(caller.csrfSecret) : undefined,
        createdAt: now,
        updatedAt: now,
      })
      return id
    },

    async show(input: { readonly id: string | undefined }): Promise<StoredError> {
      if (input.id === 'stub:500') return example(clock(), newId())
      const found =
        input.id !== undefined && isUuid(input.id) ? await store.find(input.id) : undefined
      if (!found)
        throw new Refusal('not-found', { reason: 'There is no stored error with this id.' })
      return found
    },
  }
}

function example(now: number, id: string): StoredError {
  const error = {
    code: 500,
    status: 'Internal Server Error',
    message: 'The server could not do it.',
    reason: 'This is an example of an error, for those who build an error page.',
  }
  return { id, error, csrfHash: undefined, createdAt: now, updatedAt: now }
}
