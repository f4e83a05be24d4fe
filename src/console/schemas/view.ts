import { noNotes } from '#flow/flow.ts'
import { html, type Html, type Value } from '#pages/html.ts'
import { renderMessages } from '#pages/form/messages.ts'
import { renderNode } from '#pages/form/node.ts'
import type { FormView } from '#pages/form/view.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { ConsolePage } from '../document.ts'
import { traitFields } from '../person/traits.ts'
import { consolePath, type Context } from '../routes.ts'
import { badge, button, facts, panel, table, tokenInput, urlOf, listed } from '../tags.ts'
import { texts } from '../texts.ts'
import { schemasTexts as labels } from './texts.ts'
import type { TriedTraits } from './try.ts'

export type SchemaList = { readonly all: readonly IdentitySchema[]; readonly defaultId: string }

export const schemaPath = (id: string): string => `/schemas/${encodeURIComponent(id)}`

const titleOf = ({ raw }: IdentitySchema): string =>
  typeof raw['title'] === 'string' ? raw['title'] : ''

export const listView = ({ all, defaultId }: SchemaList): ConsolePage => ({
  title: labels.title,
  section: 'schemas',
  body: html`<h1>${labels.title}</h1>
    ${table(
      labels.caption,
      [
        {
          label: labels.id,
          cell: ({ id }) =>
            html`<a href="${urlOf(schemaPath(id))}">${id}</a> ${
              id === defaultId && badge('plain', labels.default)
            }`,
        },
        { label: labels.name, cell: titleOf },
        { label: labels.traits, cell: ({ fields }) => fields.length },
      ],
      all,
    )}`,
})

/** `tried`: what came of the values that were tried; undefined before. */
export function schemaView(
  schema: IdentitySchema,
  tried: TriedTraits | undefined,
  context: Pick<Context, 'token' | 'speech'>,
): ConsolePage {
  const { id, raw, search } = schema
  const document = html`<pre tabindex="0">${JSON.stringify(raw, undefined, 2)}</pre>`
  return {
    title: id,
    section: 'schemas',
    body: html`<div class="head"><h1>${id}</h1><p>${titleOf(schema)}</p></div>
      <div class="panels even">
        <div>
          ${panel(labels.form, form(schema, tried, context), labels.formLead)}
          ${tried && result(tried)}
          ${panel(labels.search, facts([[labels.traits, search.names.join(', ') || texts.none]]))}
        </div>
        <div>${panel(labels.document, document)}</div>
      </div>`,
  }
}

function form(
  schema: IdentitySchema,
  tried: TriedTraits | undefined,
  context: Pick<Context, 'token' | 'speech'>,
): Html {
  const { token, speech } = context
  const path = `${schemaPath(schema.id)}/try`
  const { fields, messages } = traitFields(tried?.traits ?? {}, schema, tried?.notes ?? noNotes)
  const view: FormView = {
    render: speech.render,
    speech,
    csrfToken: token.text,
    action: path,
    minPasswordLength: 0,
  }
  // NOTE the server is to say what is wrong, not the browser
  return html`${renderMessages({ nodes: fields, messages }, view)}
    <form method="post" action="${consolePath}${path}" novalidate>
      ${tokenInput(token)} ${fields.map((node) => renderNode(node, view))}
      <div class="actions">${button('primary', labels.check)}</div>
    </form>`
}

function result({ traits, uses }: TriedTraits): Html {
  const json = html`<pre class="wraps" tabindex="0">${JSON.stringify(traits, undefined, 2)}</pre>`
  const values = (all: readonly { readonly value: string; readonly type: string }[]): Value =>
    all.length === 0 ? texts.none : listed(all.map(({ value, type }) => labels.by(value, type)))
  const addresses = (all: readonly { readonly value: string; readonly via: string }[]) =>
    values(all.map(({ value, via }) => ({ value, type: via })))
  return panel(
    labels.result,
    html`<p>${uses ? badge('good', labels.accepted) : badge('bad', labels.refused)}</p>
      ${
        uses &&
        facts([
          [labels.identifiers, values(uses.identifiers)],
          [labels.verification, addresses(uses.verification)],
          [labels.recovery, addresses(uses.recovery)],
        ])
      }
      <details class="below">
        <summary>${labels.stored}</summary>
        ${json}
      </details>`,
  )
}
