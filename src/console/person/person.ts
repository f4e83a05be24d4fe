// One person: pages, and what operators do with the account.
import { Refusal } from '#errors/refusal.ts'
import { noNotes } from '#flow/flow.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Route } from '#http/route.ts'
import { html } from '#pages/html.ts'
import type { ConsoleParts } from '../parts.ts'
import { titleOf } from '../people/name.ts'
import { readId } from '../read.ts'
import { bySupport, done, oneOf, whenFresh, type Rows, type Sent } from '../routes.ts'
import { sessionTable } from '../sessions/table.ts'
import { button, empty, post } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPage, personPath } from './frame.ts'
import { deleteView, profileView, type Profile } from './profile.ts'
import { handOut, recoveryView } from './recovery.ts'
import { signInView } from './sign-in.ts'
import { saveTraits } from './traits.ts'

const mostSessions = 100
const path = '/people/:id'

export function personRoutes(parts: ConsoleParts, rows: Rows): readonly Route[] {
  return [...pages(parts, rows), ...forms(parts, rows)]
}

function pages(parts: ConsoleParts, { page }: Rows): readonly Route[] {
  const { core, present, clock } = parts
  const { administration, sessionAdministration, factorResets, rememberedAdministration } = core
  const find = ({ id }: { readonly id: string }): Promise<Account> => administration.find(id)
  return [
    page(
      path,
      readId,
      async (input): Promise<Profile> => ({
        ...profileOf(parts, await find(input)),
        deletion: await core.deletions.find(input).catch(unlessMissing),
      }),
      profileView,
    ),
    page(
      `${path}/sign-in`,
      readId,
      async (input) => ({
        account: await find(input),
        reset: await factorResets.find(input).catch(unlessMissing),
        devices: await rememberedAdministration.list(input),
        hasImpersonation: parts.settings().hasImpersonation,
      }),
      signInView,
    ),
    page(
      `${path}/sessions`,
      readId,
      async (input) => ({
        account: await find(input),
        ...(await sessionAdministration.listOf(input.id, undefined, {
          limit: mostSessions,
          offset: 0,
        })),
      }),
      ({ account, sessions }, { token }) => {
        const shown = sessions.map((one) => ({
          ...one,
          isActive: sessionAdministration.isActive(one),
        }))
        const { id } = account.identity
        const endAll = post(
          `${personPath(id, 'sessions')}/end`,
          token,
          {},
          button('danger', texts.person.endAll),
        )
        return personPage(
          account,
          'sessions',
          shown.length === 0
            ? empty(texts.person.noSessions, texts.person.noSessionsHint)
            : html`${sessionTable(shown, { back: 'person', token, now: clock() })}
              ${
                shown.some(({ isActive }) => isActive) && html`<div class="pager">${endAll}</div>`
              }`,
        )
      },
    ),
    page(`${path}/json`, readId, find, (account) =>
      personPage(
        account,
        'json',
        html`<pre tabindex="0">${JSON.stringify(present(account), undefined, 2)}</pre>`,
      ),
    ),
    page(
      `${path}/delete`,
      readId,
      find,
      (account, { token }) => deleteView(account, titleOf(account), token),
      { role: 'admin', ...whenFresh },
    ),
  ]
}

function forms(parts: ConsoleParts, { form }: Rows): readonly Route[] {
  const { core, settings } = parts
  const { administration, sessionAdministration, factorResets } = core
  const ofPerson = (_sent: Sent, request: Parameters<typeof readId>[0]) => readId(request)
  return [
    form(
      `${path}/traits`,
      ({ fields }, request) => ({ ...readId(request), fields }),
      async (input) => ({ id: input.id, saved: await saveTraits(core, input) }),
      ({ id, saved }, context) =>
        saved.kind === 'saved'
          ? done(personPath(id), 'saved')
          : {
              status: 400,
              page: profileView(
                { ...profileOf(parts, saved.account), notes: saved.notes },
                context,
              ),
            },
    ),
    form(
      `${path}/addresses`,
      (sent, request) => ({
        ...readId(request),
        address: {
          via: oneOf(sent, 'via', ['email', 'sms']),
          value: sent.text('value'),
          verified: oneOf(sent, 'verified', ['true', 'false']) === 'true',
        },
      }),
      async ({ id, address }) => {
        await administration.change(id, () => ({ addressStates: [address] }))
        return { id, ...address }
      },
      ({ id, verified }) => done(personPath(id), verified ? 'verified' : 'unverified'),
    ),
    form(
      `${path}/verification`,
      (sent, request) => ({
        ...readId(request),
        address: sent.text('address') || undefined,
        publicUrl: settings().publicUrl,
      }),
      core.verificationAdministration.send,
      ({ id }) => done(personPath(id), 'sent'),
      bySupport,
    ),
    form(
      `${path}/state`,
      (sent, request) => ({
        ...readId(request),
        state: oneOf(sent, 'state', ['active', 'inactive']),
      }),
      async ({ id, state }) => (await administration.change(id, () => ({ state }))).identity,
      ({ id, state }) => done(personPath(id), state === 'active' ? 'enabled' : 'disabled'),
      whenFresh,
    ),
    form(
      `${path}/credentials`,
      (sent, request) => ({
        ...readId(request),
        type: sent.text('type'),
        identifier: sent.text('identifier') || undefined,
      }),
      async ({ id, type, identifier }) => {
        await administration.removeCredential(id, type, identifier)
        return id
      },
      (id) => done(personPath(id, 'signIn'), 'credential-removed'),
      whenFresh,
    ),
    form(
      `${path}/recovery`,
      (sent, request) => ({ ...readId(request), by: oneOf(sent, 'by', ['code', 'link']) }),
      async ({ id, by }, caller) =>
        handOut(core, { account: await administration.find(id), by }, caller),
      (outcome) => ({ status: 200, page: recoveryView(outcome, settings()) }),
      { ...bySupport, ...whenFresh },
    ),
    form(
      `${path}/factors/reset`,
      ofPerson,
      async (input) => factorResets.begin(input),
      ({ identityId }) => done(personPath(identityId, 'signIn'), 'reset-begun'),
      whenFresh,
    ),
    form(
      `${path}/factors/cancel`,
      ofPerson,
      async (input) => (await factorResets.cancel(input), input),
      ({ id }) => done(personPath(id, 'signIn'), 'reset-cancelled'),
      bySupport,
    ),
    form(
      `${path}/deletion`,
      ofPerson,
      async (input) => (await core.deletions.begin(input), input),
      ({ id }) => done(personPath(id), 'deletion-requested'),
      { role: 'admin', ...whenFresh },
    ),
    form(
      `${path}/deletion/cancel`,
      ofPerson,
      async (input) => (await core.deletions.cancel(input), input),
      ({ id }) => done(personPath(id), 'deletion-cancelled'),
      bySupport,
    ),
    form(
      `${path}/devices/forget`,
      ofPerson,
      async (input) => (await core.rememberedAdministration.forget(input), input),
      ({ id }) => done(personPath(id, 'signIn'), 'devices-forgotten'),
    ),
    form(
      `${path}/sessions/end`,
      ofPerson,
      async ({ id }) => {
        const { identity } = await administration.find(id)
        await sessionAdministration.endMany({ identityIds: [identity.id] }, 'revoke')
        return identity
      },
      ({ id }) => done(personPath(id, 'sessions'), 'sessions-ended'),
      bySupport,
    ),
    form(
      `${path}/delete`,
      ofPerson,
      ({ id }) => administration.delete(id),
      () => done('/people', 'deleted'),
      whenFresh,
    ),
  ]
}

const profileOf = ({ core }: ConsoleParts, account: Account): Profile => ({
  account,
  schema: core.schemas().find(account.identity.schemaId),
  notes: noNotes,
  deletion: undefined,
})

/** Undefined for what is not there. */
function unlessMissing(error: unknown): undefined {
  if (error instanceof Refusal && error.kind === 'not-found') return undefined
  throw error
}
