// Servers of one database whose schema has terms in different versions.
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { inBase64 } from './oidc.ts'
import { mergeDeep, personSchema, startServer, type Overrides, type TestServer } from './server.ts'

export const termsUrl = (version: string) => `https://example.org/terms/${version}`

/** `terms` has to be accepted, `news` may be. */
export function termsSchema(version: string): object {
  const schema: any = personSchema()
  const { traits } = schema.properties
  const { email } = traits.properties
  Object.assign(email['ory.sh/kratos'].credentials, { code: { identifier: true, via: 'email' } })
  Object.assign(traits.properties, {
    terms: {
      type: 'boolean',
      const: true,
      title: 'Terms of use',
      pallas: { terms: { version, url: termsUrl(version) } },
    },
    news: { type: 'boolean', title: 'News', pallas: { terms: { version } } },
  })
  traits.required = [...(traits.required ?? []), 'terms']
  return schema
}

export const termsConfig = (version: string): Overrides => ({
  identity: {
    default_schema_id: 'default',
    schemas: [{ id: 'default', url: inBase64(JSON.stringify(termsSchema(version))) }],
  },
  selfservice: {
    methods: { code: { enabled: true, passwordless_enabled: true }, totp: { enabled: true } },
  },
})

export type TermsServers = {
  readonly store: Store
  readonly older: TestServer
  readonly newer: TestServer
  close(): Promise<void>
}

/** Servers with the versions 1 and 2 of the same database. */
export async function termsServers(more: Overrides = {}): Promise<TermsServers> {
  const store = await createStore({ dsn: 'memory' } as Parameters<typeof createStore>[0])
  const start = (version: string) =>
    startServer(mergeDeep(termsConfig(version), more), {
      store: { ...store, close: async () => undefined },
    })
  const [older, newer] = [await start('1'), await start('2')]
  return {
    store,
    older,
    newer,
    async close() {
      await older.close()
      await newer.close()
      await store.close()
    },
  }
}

/** What is stored of somebody's consents: trait, version, whether it was given. */
export const consentsOf = async (store: Store, id: string): Promise<unknown[]> =>
  (await store.identities.find(id))?.identity.consents.map((one) => [
    one.trait.replace('traits.', ''),
    one.version,
    one.given,
  ]) ?? []
