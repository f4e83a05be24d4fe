import type { Problem } from '#errors/invalid-input.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { AuthenticationMethod, Session } from '#session/session.ts'
import type { Caller } from './caller.ts'
import type {
  ProviderResult,
  AuthorizationRequest,
  FederationMethod,
} from './federation/federation.ts'
import type { Flow } from './flow.ts'
import type { MethodCall } from './method-call.ts'
import type { Submission } from './submission.ts'
import type { MailAddress, MailedMethod, Sending } from './mailed-method.ts'
import type { NodeGroup, UiNode } from './ui-node.ts'

/** How somebody has just proved who they are. */
export type Proof = AuthenticationMethod

/** A way to prove who one is, or to say who one is. It sees no request, no reply and no edition. */
export type Method = {
  /** What a submit names in `method`. */
  readonly name: string
  readonly login?: LoginMethod
  readonly registration?: RegistrationMethod
  readonly settings?: SettingsMethod
  readonly recovery?: MailedMethod
  readonly verification?: MailedMethod
  /** Left out where nobody has to leave the server. */
  readonly federation?: FederationMethod
  /** Whether a submit without a method means this one. */
  readonly isMeant?: (submission: Submission) => boolean
  /**
   * Whether a credential of the type that bears this name lets its owner sign in by itself. Left
   * out where none ever does.
   */
  readonly isFirstFactor?: (credential: Credential) => boolean
  /** What an administrator is shown of such a credential, where it is stored encrypted. */
  readonly reveal?: (credential: Credential, identityId: string) => JsonObject
}

/** What a login form is being made for. */
export type LoginStage = {
  /** `known`: who is signing in is known, by a session or by an earlier step. */
  readonly kind: 'open' | 'identifier' | 'known'
  /** The identifier typed earlier, or that of the signed-in person. */
  readonly identifier?: string
  /** Undefined while nobody is known, and where it must not be told. */
  readonly account?: Account
  /** The provider whose account is to be connected with the one that is signed in to. */
  readonly linking?: { readonly provider: string }
  /** Undefined where identities of any schema may sign in. */
  readonly schema: IdentitySchema
}

export type LoginMethod = {
  /** The nodes this method adds to a login form; none when it has nothing to offer. */
  offer(flow: Flow, stage: LoginStage, call: MethodCall): readonly UiNode[]
  /** The whole form, once this method has taken the flow a step further. */
  continued?(flow: Flow, stage: LoginStage): readonly UiNode[] | undefined
  /**
   * What this method does for somebody who has said who they are and has no other choice than it.
   */
  begin?(flow: Flow, identifier: string, caller: Caller): Promise<LoginStep>
  /** Proves who is signing in, takes the flow a step further, or throws InvalidInput. */
  submit(submission: Submission, flow: Flow, caller: Caller, call: MethodCall): Promise<LoginStep>
}
/**
 * `consume` is done in the transaction that ends the login: it uses up what was proved with, and
 * answers the account as it is then.
 */
export type LoginStep =
  | {
      readonly kind: 'proved'
      readonly account: Account
      readonly proof: Proof
      readonly alsoProved?: readonly Proof[]
      readonly consume?: () => Promise<Account>
    }
  | { readonly kind: 'next'; readonly flow: Flow; readonly store?: Sending['store'] }
  | AuthorizationRequest
  | { readonly kind: 'provider-result'; readonly providerResult: ProviderResult }

export type RegistrationStage = {
  /** `whole`: everything on one form; `profile`, then `credential`: in two steps. */
  readonly kind: 'whole' | 'profile' | 'credential'
  readonly schema: IdentitySchema
}

export type RegistrationMethod = {
  /** False for a method that says who somebody is without giving them a way to sign in. */
  readonly givesCredential: boolean
  offer(flow: Flow, stage: RegistrationStage, call: MethodCall): readonly UiNode[]
  /** What this method shows instead of all others, once it has taken the flow a step further. */
  continued?(flow: Flow, stage: RegistrationStage, call: MethodCall): readonly UiNode[] | undefined
  /**
   * In which group this method asks for traits that it could not find out; undefined where it does
   * not ask.
   */
  asksFor?(flow: Flow, call: MethodCall): NodeGroup | undefined
  submit(
    submission: RegistrationSubmission,
    flow: Flow,
    caller: Caller,
    call: MethodCall,
  ): Promise<RegistrationStep>
}
export type RegistrationSubmission = Submission & {
  readonly schema: IdentitySchema
  readonly traits: JsonObject
  readonly style: 'unified' | 'profile_first'
}
export type NewCredential = {
  readonly type: CredentialType
  readonly identifiers: readonly string[]
  readonly config: JsonObject
  readonly version?: number
}
/**
 * `verified`: what was proved on the way. `consume` is done in the transaction that ends the
 * registration.
 */
export type RegistrationStep =
  | {
      readonly kind: 'ready'
      readonly traits: JsonObject
      readonly credentials: readonly NewCredential[]
      readonly proof: Proof
      readonly verified?: MailAddress | readonly MailAddress[]
      readonly metadataPublic?: Json
      readonly metadataAdmin?: Json
      readonly consume?: () => Promise<void>
    }
  | { readonly kind: 'next'; readonly flow: Flow; readonly store?: Sending['store'] }
  | AuthorizationRequest
  | { readonly kind: 'provider-result'; readonly providerResult: ProviderResult }

/** Whose settings are shown or changed, and by which session. */
export type SettingsScope = {
  readonly account: Account
  readonly schema: IdentitySchema
  readonly session: Session
}

export type SettingsMethod = {
  /**
   * Puts into the memory of the flow what must be there before this method can be offered; answers
   * the same flow when it is.
   */
  prepare?(flow: Flow, scope: SettingsScope): Promise<Flow>
  /** The nodes this method adds to the settings: a small form of its own. */
  offer(flow: Flow, scope: SettingsScope): readonly UiNode[] | Promise<readonly UiNode[]>
  /**
   * Buttons that say by their names whose they are: a browser that presses one sends nothing else
   * that names the method.
   */
  readonly buttons?: readonly string[]
  /** Whether this method has been taken a step further, so that its form stands last. */
  isUnderWay?(flow: Flow, scope: SettingsScope): boolean
  /**
   * Whether what was sent is allowed only shortly after a proof of who it is, and with the second
   * factor of those who have one. Asked before `submit`.
   */
  needsRecentProof(submission: Submission, scope: SettingsScope): boolean
  /**
   * Whether an update that waits for that proof is kept for an app as well, which otherwise sends
   * it again.
   */
  readonly storedForApps?: boolean
  /**
   * What was sent and may be shown again when something is wrong with it: by field name, never a
   * secret.
   */
  shown(submission: Submission, scope: SettingsScope): Readonly<Record<string, Json>>
  /**
   * What is wrong with what was sent by itself, whoever sent it. Left out where that cannot be told
   * without more ado.
   */
  problems?(submission: Submission, scope: SettingsScope): readonly Problem[]
  /** What is to be changed, a step further in the flow, or throws InvalidInput. Stores nothing. */
  submit(
    submission: Submission,
    scope: SettingsScope,
    flow: Flow,
    caller: Caller,
    call: MethodCall,
  ): Promise<SettingsStep>
}
/**
 * A change is made on the account as it is when it is stored; `touches` says which part of it was
 * looked at to decide it. Once it is stored the flow has forgotten what the method remembered in
 * it.
 */
export type SettingsChange = {
  readonly kind: 'change'
  readonly touches: 'traits' | CredentialType
  apply(account: Account): Account
  readonly proof?: Proof
}
export type SettingsStep =
  | SettingsChange
  | { readonly kind: 'next'; readonly flow: Flow }
  | AuthorizationRequest

/** The method whose button was pressed in the settings. */
export function pressed(methods: readonly Method[], submission: Submission): Method | undefined {
  return methods.find(({ settings }) =>
    settings?.buttons?.some((name) => name in submission.fields),
  )
}

/** The method that a submit names. */
export function named(methods: readonly Method[], submission: Submission): Method | undefined {
  const name = submission.fields['method']
  if (name === undefined) return methods.find((method) => method.isMeant?.(submission) === true)
  return typeof name === 'string' ? methods.find((method) => method.name === name) : undefined
}
