// The types of hooks that are written in TypeScript: exported functions of a file that the
// configuration names and the server loads.
import type { JsonObject } from '#lib/json.ts'

/**
 * The request and the flow. Flow, identity and session are JSON as the newest edition of the API
 * presents them.
 */
export type BeforeContext = {
  readonly flow: JsonObject
  readonly request_method: string
  readonly request_url: string
  readonly request_headers: Readonly<Record<string, readonly string[]>>
  readonly request_cookies: Readonly<Record<string, string>>
}

/**
 * `identity`: as it will be stored. `session`: in a login and in settings. `method`: the method that
 * the flow ends with.
 */
export type AfterContext = BeforeContext & {
  readonly identity: JsonObject
  readonly session?: JsonObject
  readonly method: string
}

export type HookMessage = {
  readonly id: number
  readonly text: string
  readonly type?: 'info' | 'error' | 'success'
  readonly context?: JsonObject
}

/**
 * Stops the flow with messages. `instance_ptr`: for which field of the form (`#/traits/email`); for
 * the whole form when left out.
 */
export type Refused = {
  readonly messages: readonly {
    readonly instance_ptr?: string
    readonly messages: readonly HookMessage[]
  }[]
}

/**
 * Changes the identity before it is stored, in a registration and in settings. What is left out
 * stays as it is.
 */
export type Changed = {
  readonly identity: {
    readonly traits?: JsonObject
    readonly metadata_public?: JsonObject | null
    readonly metadata_admin?: JsonObject | null
    readonly external_id?: string
    readonly state?: 'active' | 'inactive'
    readonly verifiable_addresses?: readonly {
      readonly value: string
      readonly via: 'email' | 'sms'
      readonly verified: boolean
    }[]
  }
}

type Answer<T> = T | void | Promise<T | void>
export type BeforeHook = (context: BeforeContext) => Answer<Refused>
/** Runs before anything is stored. */
export type AfterHook = (context: AfterContext) => Answer<Refused | Changed>
/** Runs after everything is stored, so that it cannot stop the flow. */
export type DoneHook = (context: AfterContext) => void | Promise<void>

/** An account that is to be deleted, and when; `identity` as the newest edition presents it. */
export type DeletionContext = {
  readonly identity: JsonObject
  readonly deletion: {
    readonly requested_by: 'person' | 'administrator'
    readonly requested_at: string
    readonly due_at: string
  }
}

/** Runs after everything is stored. */
export type DeletionHook = (context: DeletionContext) => void | Promise<void>
export type DeletedHook = (context: {
  readonly identity: { readonly id: string }
}) => void | Promise<void>

/** The names under which the file exports its hooks. */
export type Hooks = {
  readonly beforeLogin?: BeforeHook
  readonly afterLogin?: AfterHook
  readonly loginDone?: DoneHook
  readonly beforeRegistration?: BeforeHook
  readonly afterRegistration?: AfterHook
  readonly registrationDone?: DoneHook
  readonly beforeSettings?: BeforeHook
  readonly afterSettings?: AfterHook
  readonly settingsDone?: DoneHook
  readonly beforeRecovery?: BeforeHook
  readonly afterRecovery?: AfterHook
  readonly recoveryDone?: DoneHook
  readonly beforeVerification?: BeforeHook
  readonly afterVerification?: AfterHook
  readonly verificationDone?: DoneHook
  readonly deletionRequested?: DeletionHook
  readonly deletionCancelled?: DeletionHook
  /** Whoever has deleted the identity, and in whatever way. */
  readonly identityDeleted?: DeletedHook
}

/** A refusal with one message: for a field (`traits.email`), or for the whole form. */
export function refuse(
  text: string,
  { id = 4000001, field }: { readonly id?: number; readonly field?: string } = {},
): Refused {
  return {
    messages: [
      {
        ...(field === undefined ? {} : { instance_ptr: `#/${field.split('.').join('/')}` }),
        messages: [{ id, text, type: 'error' }],
      },
    ],
  }
}
