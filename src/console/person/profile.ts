// The first page about a person: traits, addresses, state of the account.
import type { FormNotes } from '#flow/flow.ts'
import type { Deletion } from '#identity/deletion-store.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Identity, VerifiableAddress } from '#identity/identity.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { ConsolePage } from '../document.ts'
import type { Context, FormToken } from '../routes.ts'
import { badge, button, copyable, facts, panel, post, time, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPage, personPath } from './frame.ts'
import { traitsForm } from './traits.ts'

const labels = texts.person

export type Profile = {
  readonly account: Account
  /** Undefined where it is not configured any more. */
  readonly schema: IdentitySchema | undefined
  /** Of a form that was sent and could not be saved. */
  readonly notes: FormNotes
  /** Of the account, where it waits. */
  readonly deletion: Deletion | undefined
}

export function profileView(
  { account, schema, notes, deletion }: Profile,
  { token, speech }: Pick<Context, 'token' | 'speech'>,
): ConsolePage {
  const { identity } = account
  return personPage(
    account,
    'profile',
    html`<div class="panels">
      <div>
        ${panel(
          labels.traits,
          schema
            ? traitsForm(account, schema, notes, { speech, token })
            : html`<p class="notice">${labels.noSchema}</p>`,
        )}
      </div>
      <div>
        ${panel(labels.addresses, addresses(identity, token), labels.addressesLead)}
        ${identity.consents.length > 0 && panel(labels.consents, consents(identity, schema), labels.consentsLead)}
        ${panel(labels.state, state(identity, deletion, token))}
      </div>
    </div>`,
  )
}

function addresses(identity: Identity, token: FormToken): Html {
  const { verifiableAddresses, recoveryAddresses } = identity
  const isForRecovery = ({ via, value }: Pick<VerifiableAddress, 'via' | 'value'>) =>
    recoveryAddresses.some((one) => one.via === via && one.value === value)
  const others = recoveryAddresses.filter(
    ({ via, value }) => !verifiableAddresses.some((one) => one.via === via && one.value === value),
  )
  if (verifiableAddresses.length + others.length === 0)
    return html`<p class="none">${labels.noAddresses}</p>`
  const link = (value: string) =>
    html`<a class="plain" href="${urlOf('/messages', { recipient: value })}"
      >${labels.messages}<span class="unseen"> ${value}</span></a
    >`
  return html`<ul class="items">
    ${verifiableAddresses.map(
      (address) =>
        html`<li>
          <div class="row">
            <strong>${breakable(address.value)}</strong>
            <span
              >${isForRecovery(address) && badge('plain', labels.recovery)}
              ${
                address.verified ? badge('good', labels.verified) : badge('warn', labels.unverified)
              }</span
            >
          </div>
          <div class="row">${addressActions(identity.id, address, token)} ${link(address.value)}</div>
        </li>`,
    )}
    ${others.map(
      ({ value }) =>
        html`<li>
          <div class="row">
            <strong>${breakable(value)}</strong> ${badge('plain', labels.recovery)}
          </div>
          <div class="row">${link(value)}</div>
        </li>`,
    )}
  </ul>`
}

function consents({ consents: all }: Identity, schema: IdentitySchema | undefined): Html {
  const titleOf = (trait: string) =>
    schema?.fields.find(({ name }) => name === trait)?.label?.facts?.['title'] ?? trait
  return html`<ul class="items">
    ${all.toReversed().map(
      ({ trait, version, url, given, at }) =>
        html`<li>
          <div class="row">
            <strong>${String(titleOf(trait))}</strong>
            ${given ? badge('good', labels.accepted) : badge('plain', labels.takenBack)}
          </div>
          <div class="row">
            ${
              url === undefined
                ? labels.versionOf(version)
                : html`<a href="${url}" rel="noreferrer">${labels.versionOf(version)}</a>`
            }
            ${time(at)}
          </div>
        </li>`,
    )}
  </ul>`
}

function addressActions(id: string, address: VerifiableAddress, token: FormToken): Html {
  const { verified, via, value } = address
  const fields = { via, value, verified: String(!verified) }
  const send = post(
    `${personPath(id)}/verification`,
    token,
    { address: value },
    button('secondary', labels.send, value),
  )
  const count = post(
    `${personPath(id)}/addresses`,
    token,
    fields,
    button('secondary', verified ? labels.unverify : labels.verify, value),
  )
  return html`${!verified && send} ${count}`
}

function state(identity: Identity, deletion: Deletion | undefined, token: FormToken): Html {
  const { id, schemaId, externalId, organizationId, createdAt, updatedAt, stateChangedAt } =
    identity
  const isActive = identity.state === 'active'
  return html`${facts([
    [
      texts.people.state,
      html`${isActive ? badge('good', texts.states.active) : badge('bad', texts.states.inactive)}
        ${labels.stateSince} ${time(stateChangedAt)}`,
    ],
    [labels.id, copyable(id)],
    ...(externalId === undefined ? [] : [[labels.externalId, externalId] as const]),
    ...(organizationId === undefined
      ? []
      : [[labels.organization, html`<span class="mono">${organizationId}</span>`] as const]),
    [
      texts.people.schema,
      html`<a href="${urlOf(`/schemas/${encodeURIComponent(schemaId)}`)}">${schemaId}</a>`,
    ],
    [labels.created, time(createdAt)],
    [labels.updated, time(updatedAt)],
  ])}
    ${
      deletion &&
      html`<p class="notice">${labels.leavesOn} ${time(deletion.dueAt)}.</p>
        ${post(`${personPath(id)}/deletion/cancel`, token, {}, button('primary', labels.keepAccount))}`
    }
    <div class="actions">
      ${post(
        `${personPath(id)}/state`,
        token,
        { state: isActive ? 'inactive' : 'active' },
        button('secondary', isActive ? labels.disable : labels.enable),
      )}
      ${
        token.may(`${personPath(id)}/delete`) &&
        html`<a class="button button-danger" href="${urlOf(`${personPath(id)}/delete`)}" data-dialog
          >${labels.delete}…</a
        >`
      }
    </div>
    ${
      isActive &&
      token.may(`${personPath(id)}/state`) &&
      html`<p class="hint">${labels.disableLead}</p>`
    }`
}

/** The page that asks before an account is deleted. */
export function deleteView(account: Account, title: string, token: FormToken): ConsolePage {
  const path = personPath(account.identity.id)
  return {
    title: labels.deleteTitle(title),
    section: 'people',
    body: html`<section class="panel">
      <h1>${labels.deleteTitle(title)}</h1>
      <p>${labels.deleteLead}</p>
      <p class="hint">${labels.deleteFacts}</p>
      <div class="actions">
        ${post(`${path}/delete`, token, {}, button('danger', labels.deleteButton))}
        ${post(`${path}/deletion`, token, {}, button('secondary', labels.leave))}
        <a class="button button-secondary" href="${urlOf(path)}">${labels.keep}</a>
      </div>
    </section>`,
  }
}
