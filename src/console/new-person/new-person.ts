// Makes an account, and invites its person: a recovery link or code lets them set a way to sign in.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { noNotes } from '#flow/flow.ts'
import { queryValue, type Request, type Route } from '#http/route.ts'
import { knownSchema } from '#identity/changes.ts'
import type { Account } from '#identity/identity-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { Words } from '#pages/html.ts'
import { explained } from '../languages/explained.ts'
import type { ConsoleParts } from '../parts.ts'
import { personPath } from '../person/frame.ts'
import { handOut, recoveryView, type HandedOutTo } from '../person/recovery.ts'
import { withTraits, type Tried } from '../person/traits.ts'
import { done, oneOf, whenFresh, type Rows, type Sent } from '../routes.ts'
import {
  invites,
  newPersonView,
  notInvitedView,
  states,
  type Invite,
  type NewPerson,
} from './view.ts'

type Wanted = {
  readonly schemaId: string
  readonly fields: JsonObject
  readonly password: string
  readonly state: IdentityState
  readonly verified: boolean
  readonly invite: Invite
}

/** What has become of an invitation. */
type Invited =
  | { readonly kind: 'none' | 'sent' }
  | { readonly kind: 'handed-out'; readonly handedOut: HandedOutTo }
  | { readonly kind: 'failed'; readonly reason: Words }

export function newPersonRoutes(parts: ConsoleParts, rows: Rows): readonly Route[] {
  const { core, settings } = parts

  const pageOf = (wanted: Partial<Wanted> & { readonly schemaId: string }): NewPerson => ({
    notes: noNotes,
    state: wanted.state ?? 'active',
    verified: wanted.verified ?? false,
    invite: wanted.invite ?? 'none',
    invites: invitesOf(parts),
    schema: knownSchema(core.schemas(), wanted.schemaId),
    schemaIds: core
      .schemas()
      .list()
      .map(({ id }) => id),
  })

  /** NOTE the account stays when nobody can be invited, and the page says so */
  async function invite(account: Account, by: Invite, caller: Caller): Promise<Invited> {
    const { id } = account.identity
    try {
      if (by === 'none') return { kind: 'none' }
      if (by !== 'send')
        return { kind: 'handed-out', handedOut: await handOut(core, { account, by }, caller) }
      await core.recoveryAdministration.send({ id, publicUrl: settings().publicUrl }, caller)
      return { kind: 'sent' }
    } catch (error) {
      if (!(error instanceof Refusal) || error.reason === undefined) throw error
      return { kind: 'failed', reason: explained(error.reason) }
    }
  }

  return [
    rows.page(
      '/people/new',
      (request) => ({ schemaId: schemaIn(request, parts) }),
      (wanted) => pageOf(wanted),
      newPersonView,
      { role: 'admin', ...whenFresh },
    ),
    rows.form(
      '/people/new',
      readWanted,
      async (wanted, caller) => {
        const tried = await create(parts, wanted)
        return {
          wanted,
          tried,
          invited: tried.kind === 'done' && (await invite(tried.result, wanted.invite, caller)),
        }
      },
      ({ wanted, tried, invited }, context) => {
        if (tried.kind === 'invalid' || invited === false) {
          const notes = tried.kind === 'invalid' ? tried.notes : noNotes
          return { status: 400, page: newPersonView({ ...pageOf(wanted), notes }, context) }
        }
        if (invited.kind === 'handed-out')
          return { status: 200, page: recoveryView(invited.handedOut, settings()) }
        if (invited.kind === 'failed')
          return { status: 200, page: notInvitedView(tried.result, invited.reason) }
        const path = personPath(tried.result.identity.id)
        return done(path, invited.kind === 'sent' ? 'invited' : 'created')
      },
      // NOTE it may hand out what lets somebody in
      whenFresh,
    ),
  ]
}

/** Makes the account with what the form says of it. */
function create(
  { core }: Pick<ConsoleParts, 'core'>,
  { schemaId, fields, password, state, verified }: Wanted,
): Promise<Tried<Account>> {
  const schema = knownSchema(core.schemas(), schemaId)
  return withTraits(fields, schema, (traits) =>
    core.administration.create({
      schemaId,
      traits,
      state,
      addressStates: verified ? addressesOf(schema, traits) : [],
      ...(password === ''
        ? {}
        : { credentials: { password: { kind: 'cleartext', password } as const } }),
    }),
  )
}

const addressesOf = (schema: IdentitySchema, traits: JsonObject) =>
  schema
    .read(schema.withPhoneNumbers(traits))
    .verification.map((address) => ({ ...address, verified: true }))

const readWanted = (sent: Sent): Wanted => ({
  schemaId: sent.text('schema'),
  fields: sent.fields,
  password: sent.text('password'),
  state: oneOf(sent, 'state', states),
  verified: sent.text('verified') === 'true',
  invite: oneOf(sent, 'invite', invites),
})

/** The schema that is asked for, if there is such a one; else the default. */
function schemaIn(request: Request, { core }: Pick<ConsoleParts, 'core'>): string {
  const asked = queryValue(request, 'schema') ?? ''
  const { find, defaultId } = core.schemas()
  return find(asked) ? asked : defaultId
}

function invitesOf({ core }: Pick<ConsoleParts, 'core'>): readonly Invite[] {
  const offered = core.recoveryAdministration.offered()
  return invites.filter((one) => one === 'none' || offered[one])
}
