// The identity schemas, each beside the form it makes.
import { Refusal } from '#errors/refusal.ts'
import type { Route } from '#http/route.ts'
import { noNotes } from '#flow/flow.ts'
import { traitNodes } from '#methods/profile/trait-nodes.ts'
import { html } from '#pages/html.ts'
import { renderNode } from '#pages/form/node.ts'
import { createMessageRenderer } from '#messages/render.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { ConsolePage } from '../document.ts'
import type { ConsoleParts } from '../parts.ts'
import type { Rows } from '../routes.ts'
import { badge, facts, panel, table, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'

const labels = texts.schemas
const render = createMessageRenderer()

type SchemaList = { readonly all: readonly IdentitySchema[]; readonly defaultId: string }

export function schemasRoutes({ core }: ConsoleParts, rows: Rows): readonly Route[] {
  return [
    rows.page(
      '/schemas',
      () => undefined,
      (): SchemaList => {
        const { list, defaultId } = core.schemas()
        return { all: list(), defaultId }
      },
      listView,
    ),
    rows.page(
      '/schemas/:id',
      ({ params }) => params['id'] ?? '',
      (id) => {
        const schema = core.schemas().find(id)
        if (!schema) throw new Refusal('not-found', { reason: labels.missing })
        return schema
      },
      schemaView,
    ),
  ]
}

const titleOf = ({ raw }: IdentitySchema): string =>
  typeof raw['title'] === 'string' ? raw['title'] : ''

const listView = ({ all, defaultId }: SchemaList): ConsolePage => ({
  title: labels.title,
  section: 'schemas',
  body: html`<h1>${labels.title}</h1>
    ${table(
      labels.caption,
      [
        {
          label: labels.id,
          cell: ({ id }) =>
            html`<a href="${urlOf(`/schemas/${encodeURIComponent(id)}`)}">${id}</a> ${
              id === defaultId && badge('plain', labels.default)
            }`,
        },
        { label: labels.name, cell: titleOf },
        { label: labels.traits, cell: ({ fields }) => fields.length },
      ],
      all,
    )}`,
})

function schemaView(schema: IdentitySchema): ConsolePage {
  const { id, raw, search } = schema
  const view = { render, action: '', csrfToken: '', minPasswordLength: 0 }
  return {
    title: id,
    section: 'schemas',
    body: html`<div class="head"><h1>${id}</h1><p>${titleOf(schema)}</p></div>
      <div class="panels">
        <div>${panel(labels.document, html`<pre tabindex="0">${JSON.stringify(raw, undefined, 2)}</pre>`)}</div>
        <div>
          ${panel(
            labels.form,
            traitNodes(noNotes, schema, {}).map((node) => renderNode(node, view)),
            labels.formLead,
          )}
          ${panel(labels.search, facts([[labels.traits, search.names.join(', ') || texts.none]]))}
        </div>
      </div>`,
  }
}
