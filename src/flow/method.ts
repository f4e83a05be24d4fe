import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { FieldsOfMethods } from '#rules.ts'
import type { Autocomplete, IdentitySchema } from '#schema/identity-schema.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { AuthenticationMethod, Session } from '#session/session.ts'
import type { Caller } from './caller.ts'
import type {
  ProviderResult,
  AuthorizationRequest,
  FederationMethod,
} from './federation/federation.ts'
import type { Flow, FlowKind } from './flow.ts'
import type { MethodCall } from './method-call.ts'
import { isPressed, textField, type Submission } from './submission.ts'
import type { MailAddress, MailedMethod, Sending } from './mailed-method.ts'
import type { NodeGroup, UiNode } from './ui-node.ts'

/** How a person has just proved who they are. */
export type Proof = AuthenticationMethod

/**
 * A method: a way to prove who one is, or to edit traits. It knows no request, no response and no
 * edition.
 */
export type Method = {
  /** The value of `method` in a submit. */
  readonly name: string
  readonly login?: LoginMethod
  readonly registration?: RegistrationMethod
  readonly settings?: SettingsMethod
  readonly recovery?: MailedMethod
  readonly verification?: MailedMethod
  /** Left out where no other server takes part. */
  readonly federation?: FederationMethod
  /** Whether a submit of such a flow without `method` is for this one. */
  readonly isMeant?: (submission: Submission, kind: FlowKind) => boolean
  /** Other values of `method` that stand for this one, such as that of one of its buttons. */
  readonly alsoNamed?: readonly string[]
  /**
   * Whether a credential of the type with this name is enough to sign in. Left out where none is.
   */
  readonly isFirstFactor?: (credential: Credential) => boolean
  /** Whether it is a second factor; left out where the type of its credentials says so. */
  readonly isSecondFactor?: () => boolean
  /**
   * What administrators see of such a credential, where it is stored in another form (encrypted).
   */
  readonly reveal?: (credential: Credential, identityId: string) => JsonObject
}

/** For whom and for which step a login form is made. */
export type LoginStage = {
  /** `known`: the person is known, by a session or by an earlier step. */
  readonly kind: 'open' | 'identifier' | 'known'
  /** The identifier of an earlier step, or of the signed-in person. */
  readonly identifier?: string
  /** How often an identifier was given in an earlier step. */
  readonly identifiersGiven?: number
  /** Undefined while the person is not known, and where the form must not depend on the account. */
  readonly account?: Account
  /** The provider account that is linked by this login. */
  readonly linking?: { readonly provider: string }
  /** Undefined where identities of any schema may sign in. */
  readonly schema: IdentitySchema
}

export type LoginMethod = {
  /** Whether people say with their identifier who they are, beside the nodes of this method. */
  readonly takesIdentifier?: boolean
  /** What browsers may fill into the field of the identifier, beside what it says itself. */
  readonly autocomplete?: Autocomplete
  /** The nodes that this method adds to a login form; empty when it cannot be used. */
  offer(flow: Flow, stage: LoginStage, call: MethodCall): readonly UiNode[]
  /** All nodes of the form, after a first step of this method; undefined before it. */
  continued?(flow: Flow, stage: LoginStage, call: MethodCall): readonly UiNode[] | undefined
  /**
   * The first step of this method, when it is the only one for a known person; undefined where the
   * person has to choose.
   */
  begin?(
    flow: Flow,
    identifier: string,
    caller: Caller,
    call: MethodCall,
  ): Promise<LoginStep | undefined>
  /** Proves who signs in, or answers the next step. Throws InvalidInput. */
  submit(submission: Submission, flow: Flow, caller: Caller, call: MethodCall): Promise<LoginStep>
}
/**
 * `consume` runs in the transaction that ends the login: it uses up the code or the like, and
 * answers the account as it is then.
 */
export type LoginStep =
  | {
      readonly kind: 'proved'
      readonly account: Account
      readonly proof: Proof
      readonly alsoProved?: readonly Proof[]
      /** The account as it was, where the step changes it. */
      readonly before?: Account
      readonly consume?: () => Promise<Account>
    }
  | {
      readonly kind: 'next'
      readonly flow: Flow
      readonly store?: Sending['store']
      /** The next step needs the page of the form, with its script, and not only its data. */
      readonly onPage?: true
    }
  | TooLate
  | AuthorizationRequest
  | { readonly kind: 'provider-result'; readonly providerResult: ProviderResult }
/** What was sent for this flow has expired, and the flow ends with it. */
export type TooLate = { readonly kind: 'expired'; readonly expiredAt: number }

export type RegistrationStage = {
  /** `whole`: all on one form; `profile`, then `credential`: in two steps. */
  readonly kind: 'whole' | 'profile' | 'credential'
  readonly schema: IdentitySchema
}

export type RegistrationMethod = {
  /** False for a method that gives no way to sign in (the profile). */
  readonly givesCredential: boolean
  offer(flow: Flow, stage: RegistrationStage, call: MethodCall): readonly UiNode[]
  /** All nodes of the form, after a first step of this method; undefined before it. */
  continued?(flow: Flow, stage: RegistrationStage, call: MethodCall): readonly UiNode[] | undefined
  /**
   * The group of the fields in which this method asks for missing traits; undefined where it does
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
  /** Whether an address of another account must look like a free one. */
  readonly hidesTaken: boolean
}
export type NewCredential = {
  readonly type: CredentialType
  readonly identifiers: readonly string[]
  readonly config: JsonObject
  readonly version?: number
}
/**
 * `verified`: the addresses that were proved by this step. `consume` runs in the transaction that
 * ends the registration.
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
      /** The traits that the person has typed; left out where they have typed all. */
      readonly typed?: JsonObject
      readonly consume?: () => Promise<void>
    }
  | { readonly kind: 'next'; readonly flow: Flow; readonly store?: Sending['store'] }
  | TooLate
  | AuthorizationRequest
  | { readonly kind: 'provider-result'; readonly providerResult: ProviderResult }

/** The account whose settings are shown or changed, and the session that does it. */
export type SettingsScope = {
  readonly account: Account
  readonly schema: IdentitySchema
  readonly session: Session
}

export type SettingsMethod = {
  /**
   * The flow with what this method has to store in it before it can be offered; the same flow when
   * nothing is missing.
   */
  prepare?(flow: Flow, scope: SettingsScope): Promise<Flow>
  /** The nodes that this method adds to the settings form: a small form of its own. */
  offer(
    flow: Flow,
    scope: SettingsScope,
    call: MethodCall,
  ): readonly UiNode[] | Promise<readonly UiNode[]>
  /** Whether this is the form of the traits. */
  readonly isForTraits?: true
  /** Names of buttons that stand for the method: a browser that presses one sends no `method`. */
  readonly buttons?: readonly string[]
  /** Whether this method is in a further step, so that its form comes last. */
  isUnderWay?(flow: Flow, scope: SettingsScope): boolean
  /**
   * Whether the change needs a recent proof of the person, and the second factor of those who have
   * one. Asked before `submit`.
   */
  needsRecentProof(submission: Submission, scope: SettingsScope): boolean
  /**
   * Whether the update that waits for this proof is stored for apps, too; otherwise they send it
   * again.
   */
  readonly storedForApps?: boolean
  /** The sent values that are shown again with problems, by field name; never a secret. */
  shown(submission: Submission, scope: SettingsScope): Readonly<Record<string, Json>>
  /**
   * The problems of the submit that can be told from its fields alone. Left out where there are
   * none.
   */
  problems?(submission: Submission, scope: SettingsScope): readonly Problem[]
  /** The change to store, or the next step. Stores nothing. Throws InvalidInput. */
  submit(
    submission: Submission,
    scope: SettingsScope,
    flow: Flow,
    caller: Caller,
    call: MethodCall,
  ): Promise<SettingsStep>
}
/**
 * `apply` makes the change on the account as it is when it is stored. `touches`: the part of the
 * account that the change was decided on. Storing it also removes what the method has stored in the
 * flow.
 */
export type SettingsChange = {
  readonly kind: 'change'
  readonly touches: 'traits' | CredentialType
  apply(account: Account): Account
  readonly proof?: Proof
  /** What else is stored with it, in the same transaction. */
  readonly also?: () => Promise<void>
  /** All other sessions of the account end; its devices stay known. */
  readonly endsOtherSessions?: boolean
}
export type SettingsStep =
  | SettingsChange
  | { readonly kind: 'next'; readonly flow: Flow }
  | AuthorizationRequest

/** The method whose button was pressed in the settings form. */
export function pressed(methods: readonly Method[], submission: Submission): Method | undefined {
  return methods.find(({ settings }) =>
    settings?.buttons?.some((name) => isPressed(submission, name)),
  )
}

/** The method that a submit of such a flow names. */
export function named(
  methods: readonly Method[],
  submission: Submission,
  kind: FlowKind,
): Method | undefined {
  if (submission.fields['method'] === undefined)
    return methods.find((method) => method.isMeant?.(submission, kind) === true)
  const name = textField(submission, 'method')
  if (name === undefined) return undefined
  return methods.find((method) => method.name === name || method.alsoNamed?.includes(name))
}

/**
 * The error of a submit whose method is not there. `notFound`: when it is then not found; it counts
 * as none otherwise.
 */
export function methodMissing(
  { fields }: Submission,
  notFound: FieldsOfMethods,
  none: 'login.no-method' | 'settings.no-method',
): Refusal | InvalidInput {
  const { method } = fields
  const needed =
    typeof method === 'string' && Object.hasOwn(notFound, method) ? notFound[method] : undefined
  return needed && (needed.length === 0 || needed.some((name) => name in fields))
    ? new Refusal('not-found', { reason: 'This method is switched off.' })
    : new InvalidInput([{ message: message(none) }])
}
