import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { CredentialType } from '#schema/vocabulary.ts'
import type { AuthenticationMethod } from '#session/session.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import type { Submission } from './submission.ts'
import type { UiNode } from './ui-node.ts'

/** How somebody has just proved who they are. */
export type Proof = AuthenticationMethod

/** A way to prove who one is, or to say who one is. It sees no request, no reply and no edition. */
export type Method = {
  /** What a submit names in `method`. */
  readonly name: string
  readonly login?: LoginMethod
  readonly registration?: RegistrationMethod
}

/** What a login form is being made for. */
export type LoginStage = {
  /** `known`: who is signing in is known, by a session or by an earlier step. */
  readonly kind: 'open' | 'identifier' | 'known'
  /** The identifier typed earlier, or that of the signed-in person. */
  readonly identifier?: string
  /** Undefined while nobody is known, and where it must not be told. */
  readonly account?: Account
  /** Undefined where identities of any schema may sign in. */
  readonly schema: IdentitySchema
}

export type LoginMethod = {
  /** The nodes this method adds to a login form; none when it has nothing to offer. */
  offer(flow: Flow, stage: LoginStage): readonly UiNode[]
  /** Proves who is signing in, takes the flow a step further, or throws InvalidInput. */
  submit(submission: Submission, flow: Flow, caller: Caller): Promise<LoginStep>
}
export type LoginStep = { readonly kind: 'proved'; readonly account: Account; readonly proof: Proof } | { readonly kind: 'next'; readonly flow: Flow }

export type RegistrationStage = {
  /** `whole`: everything on one form; `profile`, then `credential`: in two steps. */
  readonly kind: 'whole' | 'profile' | 'credential'
  readonly schema: IdentitySchema
}

export type RegistrationMethod = {
  /** False for a method that says who somebody is without giving them a way to sign in. */
  readonly givesCredential: boolean
  offer(flow: Flow, stage: RegistrationStage): readonly UiNode[]
  submit(submission: RegistrationSubmission, flow: Flow): Promise<RegistrationStep>
}
export type RegistrationSubmission = Submission & { readonly schema: IdentitySchema; readonly traits: JsonObject; readonly style: 'unified' | 'profile_first' }
export type NewCredential = { readonly type: CredentialType; readonly identifiers: readonly string[]; readonly config: JsonObject; readonly version?: number }
export type RegistrationStep =
  | { readonly kind: 'ready'; readonly traits: JsonObject; readonly credentials: readonly NewCredential[]; readonly proof: Proof }
  | { readonly kind: 'next'; readonly flow: Flow }

/** The method that a submit names. */
export function named(methods: readonly Method[], submission: Submission): Method | undefined {
  const name = submission.fields['method']
  return typeof name === 'string' ? methods.find((method) => method.name === name) : undefined
}
