// The page of operators and tokens.
import type { ApiToken } from '#operators/api-token-store.ts'
import type { Operator } from '#operators/operator-store.ts'
import { roles, type Role } from '#operators/role.ts'
import type { Timestamp } from '#lib/time.ts'
import { attributes, breakable, html, type Html, type Words } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { Context, FormToken } from '../routes.ts'
import {
  ago,
  asTyped,
  badge,
  button,
  panel,
  post,
  table,
  textPick,
  urlOf,
  type Tone,
} from '../tags.ts'
import { texts as consoleTexts } from '../texts.ts'
import { texts } from './texts.ts'

/** For how many days a token may be made; the one that is chosen at first stands first. */
export const validDays = [90, 7, 30, 365] as const

const tones: Readonly<Record<Role, Tone>> = { viewer: 'plain', support: 'good', admin: 'warn' }

export type OperatorsPage = {
  readonly operators: readonly Operator[]
  /** What operators are called, by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly tokens: readonly ApiToken[]
  readonly now: Timestamp
}

export const operatorsView = (
  page: OperatorsPage,
  { token, access }: Pick<Context, 'token' | 'access'>,
): ConsolePage => ({
  title: texts.title,
  section: 'operators',
  body: html`<h1>${texts.title}</h1>
    <div class="panels">
      ${panel(
        texts.people,
        page.operators.length === 0
          ? html`<p class="none">${texts.noOperators}</p>`
          : operatorTable(page, token),
        texts.peopleLead,
      )}
      ${
        token.may('/operators')
          ? panel(
              texts.add,
              addOperator(token),
              access.kind === 'open' ? texts.firstLead : undefined,
            )
          : html`<div></div>`
      }
      ${panel(
        texts.tokens,
        page.tokens.length === 0
          ? html`<p class="none">${texts.noTokens}</p>`
          : tokenTable(page, token),
        texts.tokensLead,
      )}
      ${token.may('/operators/tokens') && panel(texts.addToken, addToken(token))}
    </div>`,
})

function operatorTable({ operators, names, now }: OperatorsPage, token: FormToken): Html {
  const nameOf = ({ identityId }: Operator) => names.get(identityId) ?? identityId
  return table(
    texts.peopleCaption,
    [
      {
        label: texts.person,
        cell: (one) =>
          html`<a href="${urlOf(`/people/${one.identityId}`)}">${breakable(nameOf(one))}</a
            >${madeBy(one, now)}`,
      },
      {
        label: texts.role,
        cell: (one) => {
          const form = `/operators/${one.identityId}/role`
          if (!token.may(form)) return badge(tones[one.role], one.role)
          return post(
            form,
            token,
            {},
            html`<div class="row">
              ${roleSelect(one.role, texts.roleOf(nameOf(one)))}
              ${button('secondary', texts.change, texts.roleOf(nameOf(one)))}
            </div>`,
          )
        },
      },
      {
        label: html`<span class="unseen">${consoleTexts.actions}</span>`,
        cell: (one) =>
          post(
            `/operators/${one.identityId}/remove`,
            token,
            {},
            button('danger', texts.remove, nameOf(one)),
          ),
      },
    ],
    operators,
  )
}

const tokenTable = ({ tokens, now }: OperatorsPage, token: FormToken): Html =>
  table(
    texts.tokensCaption,
    [
      {
        label: texts.name,
        cell: (one) => html`${one.name} ${badge(tones[one.role], one.role)}${madeBy(one, now)}`,
      },
      {
        label: texts.expires,
        cell: ({ expiresAt }) =>
          expiresAt !== undefined && expiresAt <= now
            ? badge('bad', texts.expired)
            : expiresAt === undefined
              ? html`<span class="none">${texts.never}</span>`
              : ago(expiresAt, now),
      },
      {
        label: texts.lastUsed,
        cell: ({ lastUsedAt }) => ago(lastUsedAt, now),
        isMinor: true,
      },
      {
        label: html`<span class="unseen">${consoleTexts.actions}</span>`,
        cell: ({ id, name }) =>
          post(`/operators/tokens/${id}/revoke`, token, {}, button('danger', texts.revoke, name)),
      },
    ],
    tokens,
  )

const addOperator = (token: FormToken): Html =>
  post(
    '/operators',
    token,
    {},
    html`${textPick(texts.identifier, { name: 'person', required: true, ...asTyped })}
      ${rolePick()}
      <div class="actions">${button('primary', texts.addButton)}</div>`,
  )

const addToken = (token: FormToken): Html =>
  post(
    '/operators/tokens',
    token,
    {},
    html`${textPick(texts.name, {
      name: 'name',
      required: true,
      maxlength: '100',
      autocomplete: 'off',
      placeholder: texts.nameHint,
    })}
      ${rolePick()}
      <label class="pick"
        ><span>${texts.validFor}</span>
        <select name="days">
          ${validDays.map((days) => html`<option value="${days}">${texts.days(days)}</option>`)}
          <option value="">${texts.noEnd}</option>
        </select></label
      >
      <div class="actions">${button('primary', texts.makeButton)}</div>`,
  )

const rolePick = (): Html =>
  html`<label class="pick"><span>${texts.role}</span> ${roleSelect('viewer')}</label>`

const roleSelect = (chosen: Role, label?: Words): Html =>
  html`<select ${attributes({ name: 'role', 'aria-label': label })}>
    ${roles.map(
      (role) =>
        html`<option ${attributes({ value: role, selected: role === chosen })}>
          ${label === undefined ? texts.roles[role] : role}
        </option>`,
    )}
  </select>`

/** When and by whom: a kind and an id, of which the beginning is enough to tell them apart. */
function madeBy({ createdAt, createdBy }: Operator | ApiToken, now: Timestamp): Html {
  const [kind = '', id] = createdBy.split(':', 2)
  const maker = id === undefined ? kind : `${kind} ${id.slice(0, 8)}…`
  return html`<span class="sub">${ago(createdAt, now)}, ${texts.by(maker)}</span>`
}
