// The form of a new account: the fields of its schema, and what is not a trait.
import type { FormNotes } from '#flow/flow.ts'
import type { Account } from '#identity/identity-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import { renderMessages } from '#pages/form/messages.ts'
import { renderNode } from '#pages/form/node.ts'
import { attributes, html, type Html, type Value, type Words } from '#pages/html.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { ConsolePage } from '../document.ts'
import { personPath } from '../person/frame.ts'
import { traitFields } from '../person/traits.ts'
import type { Context } from '../routes.ts'
import { button, choice, panel, post, urlOf } from '../tags.ts'
import { texts as consoleTexts } from '../texts.ts'
import { texts } from './texts.ts'

export const states = ['active', 'inactive'] as const
export const invites = ['none', 'send', 'link', 'code'] as const
export type Invite = (typeof invites)[number]

export type NewPerson = {
  readonly schema: IdentitySchema
  readonly schemaIds: readonly string[]
  /** Of a form that was sent and could not be stored. */
  readonly notes: FormNotes
  readonly state: IdentityState
  readonly verified: boolean
  readonly invite: Invite
  /** What is switched on. */
  readonly invites: readonly Invite[]
}

export function newPersonView(
  page: NewPerson,
  { token, speech }: Pick<Context, 'token' | 'speech'>,
): ConsolePage {
  const { schema, notes } = page
  const { fields, messages } = traitFields({}, schema, notes)
  const view = {
    render: speech.render,
    speech,
    action: '',
    csrfToken: token.text,
    minPasswordLength: 0,
  }
  return {
    title: texts.title,
    section: 'people',
    body: html`<h1>${texts.title}</h1>
      ${schemaChoice(page)} ${renderMessages({ nodes: fields, messages }, view)}
      ${post(
        '/people/new',
        token,
        { schema: schema.id },
        html`<div class="panels">
            ${panel(
              texts.traits,
              fields.map((node) => renderNode(node, view)),
            )}
            ${panel(texts.account, account(page))}
          </div>
          <div class="pager">${button('primary', texts.create)}</div>`,
      )}`,
  }
}

const schemaChoice = ({ schema, schemaIds }: NewPerson): Html | false =>
  schemaIds.length > 1 &&
  html`<form class="filters" method="get" action="${urlOf('/people/new')}">
    ${choice(
      'schema',
      texts.schema,
      schemaIds.map((id) => [id, id] as const),
      schema.id,
    )}
    <button class="button button-secondary">${texts.chooseSchema}</button>
  </form>`

function account({ state, verified, invite, invites: offered }: NewPerson): Html {
  const box = attributes({
    id: 'f-verified',
    name: 'verified',
    type: 'checkbox',
    value: 'true',
    checked: verified,
  })
  return html`<div class="field">
      <label for="f-password">${texts.password}</label>
      <p class="hint" id="f-password-hint">${texts.passwordHint}</p>
      <input
        id="f-password"
        name="password"
        type="password"
        autocomplete="new-password"
        aria-describedby="f-password-hint"
      />
    </div>
    <div class="field">
      <label for="f-state">${texts.state}</label>
      <select id="f-state" name="state">
        ${states.map((one) => option(one, consoleTexts.states[one], state))}
      </select>
    </div>
    <div class="field check">
      <input ${box} />
      <label for="f-verified">${texts.verified}</label>
    </div>
    <div class="field">
      <label for="f-invite">${texts.invite}</label>
      <p class="hint" id="f-invite-hint">${texts.inviteHint}</p>
      <select id="f-invite" name="invite" aria-describedby="f-invite-hint">
        ${offered.map((one) => option(one, texts.invites[one], invite))}
      </select>
    </div>`
}

const option = (value: string, text: Words, chosen: string): Html =>
  html`<option ${attributes({ value, selected: value === chosen })}>${text}</option>`

/** What is said when the account is made and its person could not be invited. */
export const notInvitedView = ({ identity: { id } }: Account, reason: Value): ConsolePage => ({
  title: texts.notInvited,
  section: 'people',
  body: html`<section class="panel">
    <h1>${texts.notInvited}</h1>
    <p>${texts.notInvitedLead} ${reason}</p>
    <div class="actions">
      <a class="button button-primary" href="${urlOf(personPath(id))}">${texts.toPerson}</a>
    </div>
  </section>`,
})
