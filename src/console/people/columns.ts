// The table of people: which columns it has, and how it is ordered.
import type { Found } from '#identity/search.ts'
import type { Timestamp } from '#lib/time.ts'
import { attributes, breakable, html, type Html } from '#pages/html.ts'
import { ago, badge, table, type Column } from '../tags.ts'
import { texts as consoleTexts } from '../texts.ts'
import { personCell } from './link.ts'
import { identifierOf, titleOf } from './name.ts'
import { texts } from './texts.ts'

export type ColumnName = keyof typeof texts.columnNames
export const columnNames = Object.keys(texts.columnNames) as readonly ColumnName[]

/** Those that are shown when nobody says which. */
export const usualColumns = (withSchema: boolean): readonly ColumnName[] =>
  columnNames.filter(
    (name) =>
      name === 'state' ||
      name === 'last_sign_in' ||
      name === 'created' ||
      (name === 'schema' && withSchema),
  )

/** By what a column can be ordered. */
const orders: Partial<Record<ColumnName, string>> = {
  last_sign_in: 'last_sign_in',
  created: 'created_at',
  updated: 'updated_at',
}

const none = html`<span class="none">${consoleTexts.none}</span>`
const orNone = (text: string | undefined) => (text === undefined ? none : breakable(text))

type Cell = (found: Found, now: Timestamp) => Html | string
const cells: Readonly<Record<ColumnName, Cell>> = {
  state: ({ account }) =>
    account.identity.state === 'active'
      ? badge('good', consoleTexts.states.active)
      : badge('bad', consoleTexts.states.inactive),
  schema: ({ account }) => account.identity.schemaId,
  identifier: ({ account }) => orNone(identifierOf(account)),
  external_id: ({ account }) => orNone(account.identity.externalId),
  organization: ({ account }) => orNone(account.identity.organizationId),
  id: ({ account }) => html`<span class="mono">${account.identity.id}</span>`,
  last_sign_in: ({ lastSignInAt }, now) => ago(lastSignInAt, now),
  created: ({ account }, now) => ago(account.identity.createdAt, now),
  updated: ({ account }, now) => ago(account.identity.updatedAt, now),
}

export type PeopleTable = {
  readonly columns: readonly ColumnName[]
  readonly now: Timestamp
  /** The order, and the address of the list in another one; undefined where it has none. */
  readonly order?: { readonly sort: string; readonly urlBy: (sort: string) => string }
  /** Whether each can be chosen, in the form around it. */
  readonly choosable?: boolean
}

export function peopleTable(
  found: readonly Found[],
  { columns, now, order, choosable = false }: PeopleTable,
): Html {
  return table(
    consoleTexts.people.caption,
    [
      {
        label: consoleTexts.people.person,
        cell: ({ account }: Found) => html`${choosable && chooser(account)} ${personCell(account)}`,
      },
      ...columns.map((name): Column<Found> => ({
        ...headOf(name, order),
        cell: (one) => cells[name](one, now),
        isMinor: name !== 'state',
      })),
    ],
    found,
  )
}

/** A column that can be ordered by leads to the order, or to the other direction of it. */
function headOf(
  name: ColumnName,
  order: PeopleTable['order'],
): Pick<Column<Found>, 'label' | 'sorted'> {
  const label = texts.columnNames[name],
    by = orders[name]
  if (order === undefined || by === undefined) return { label }
  const isLatestFirst = order.sort === `-${by}`
  return {
    label: html`<a
      ${attributes({
        href: order.urlBy(isLatestFirst ? by : `-${by}`),
        title: texts.sortBy(label),
      })}
      >${label}</a
    >`,
    sorted: isLatestFirst ? 'descending' : order.sort === by ? 'ascending' : undefined,
  }
}

const chooser = (account: Found['account']): Html =>
  html`<input
    type="checkbox"
    name="id"
    class="chooser"
    value="${account.identity.id}"
    aria-label="${texts.choose(titleOf(account))}"
  />`
