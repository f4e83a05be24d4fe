// Where encrypted texts are stored: for every purpose, where those are that were encrypted for it.
import { purposes, type Purpose, type PurposeName } from '#crypto/purposes.ts'
import { isObject } from '#lib/json.ts'
import type { SealedRow, SealedTable } from '#store/sealed-store.ts'

/** An encrypted text, and the column of the row that contains it. */
export type Sealed = {
  readonly column: string
  readonly text: string
  readonly purpose: Purpose
}

export type SealedPlace = {
  readonly table: SealedTable
  /** Of credentials. */
  readonly type?: string
  /** `document`: the first column, read as JSON, where it is JSON. */
  readonly find: (row: SealedRow, document: unknown) => readonly Sealed[]
}

/** The value at a path of a document. */
const valueAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce((at, name) => (isObject(at) ? at[name] : undefined), document)

/** A column that is encrypted as a whole. */
const column = (
  table: SealedTable,
  name: string,
  purpose: (id: string) => Purpose,
): SealedPlace => ({
  table,
  find: ({ id, texts }) => {
    const text = texts[name]
    // NOTE the data of a message is empty once it is sent
    return text === undefined || text === '' ? [] : [{ column: name, text, purpose: purpose(id) }]
  },
})

/** What a flow remembers at a path of its memory. */
const remembered = (path: readonly string[], purpose: (id: string) => Purpose): SealedPlace => ({
  table: 'flows',
  find: ({ id }, document) => {
    const text = valueAt(document, ['memory', ...path])
    return typeof text === 'string' ? [{ column: 'data', text, purpose: purpose(id) }] : []
  },
})

/** A credential that has one encrypted text. */
const credential = (type: string, purpose: (identityId: string) => Purpose): SealedPlace => ({
  table: 'credentials',
  type,
  find: ({ id }, document) => {
    const text = valueAt(document, ['sealed'])
    return typeof text === 'string' ? [{ column: 'config', text, purpose: purpose(id) }] : []
  },
})

/** The tokens of accounts at providers, in a document that has several of them or one. */
const tokens = (name: string, links: readonly unknown[]): readonly Sealed[] =>
  links.filter(isObject).flatMap((link) => {
    const { provider, subject } = link
    return Object.entries(link).flatMap(([key, text]) =>
      key.startsWith('initial_') && typeof text === 'string'
        ? [
            {
              column: name,
              text,
              purpose: purposes.providerToken(textOf(provider), textOf(subject), key),
            },
          ]
        : [],
    )
  })

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a row has as JSON. */
const documentOf = ({ table, texts: { config, data } }: SealedRow): unknown =>
  table === 'credentials' || table === 'flows' ? JSON.parse(config ?? data ?? 'null') : undefined

/** NOTE a new purpose is a type error here until it has its places */
export const sealedPlaces: Readonly<Record<PurposeName, readonly SealedPlace[]>> = {
  totpSecret: [credential('totp', purposes.totpSecret)],
  lookupCodes: [credential('lookup_secret', purposes.lookupCodes)],
  providerToken: [
    {
      table: 'credentials',
      type: 'oidc',
      find: (_row, document) => {
        const links = valueAt(document, ['providers'])
        return tokens('config', Array.isArray(links) ? links : [])
      },
    },
    {
      table: 'flows',
      find: (_row, document) => tokens('data', [valueAt(document, ['memory', 'link', 'link'])]),
    },
  ],
  messageData: [column('messages', 'data', purposes.messageData)],
  messageContent: [
    column('messages', 'content', purposes.messageContent),
    column('mailbox', 'content', purposes.messageContent),
  ],
  keptSession: [column('kept-sessions', 'details', purposes.keptSession)],
  exportPiece: [column('export-pieces', 'content', purposes.exportPiece)],
  outboxCall: [column('outbox', 'call_data', purposes.outboxCall)],
  totpSetup: [remembered(['totp', 'setup'], purposes.totpSetup)],
  lookupSetup: [remembered(['lookup_secret', 'setup'], purposes.lookupSetup)],
  providerRequest: [remembered(['oidc', 'secrets'], purposes.providerRequest)],
  pendingUpdate: [remembered(['kept_update', 'update'], purposes.pendingUpdate)],
  addressChange: [remembered(['address_change', 'sealed'], purposes.addressChange)],
  verificationCode: [remembered(['code', 'prefilled'], purposes.verificationCode)],
}

const names = Object.keys(sealedPlaces) as PurposeName[]
const allPlaces = Object.values(sealedPlaces).flat()

/** The tables and the types of credentials that have something encrypted. */
export const sealedTables: readonly SealedTable[] = [
  ...new Set(allPlaces.map(({ table }) => table)),
]
export const sealedTypes: readonly string[] = allPlaces.flatMap(({ type }) => type ?? [])

/** All encrypted texts of a row, with what they are encrypted for. */
export function sealedIn(row: SealedRow): readonly (Sealed & { readonly name: PurposeName })[] {
  const document = documentOf(row)
  return names.flatMap((name) =>
    sealedPlaces[name]
      .filter(({ table, type }) => table === row.table && (type ?? row.type) === row.type)
      .flatMap(({ find }) => find(row, document).map((sealed) => ({ ...sealed, name }))),
  )
}
