// Gives the identity commands direct access to the database of the configuration.
import { createReading } from '#lib/consistency.ts'
import type { Config } from '#config/config.ts'
import { examine, readConfig, type ConfigRequest, type Reading } from '#config/read.ts'
import { createImporters } from '#app/importers.ts'
import { createCipher } from '#crypto/cipher.ts'
import { createHasher } from '#crypto/hasher.ts'
import { createMacKeys } from '#crypto/mac-keys.ts'
import { createTokens } from '#crypto/tokens.ts'
import { createAccounts } from '#identity/accounts.ts'
import { createAdministration, type Administration } from '#identity/administration.ts'
import { erasing, reservedPurpose } from '#identity/erasing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { withSearchIndex } from '#identity/search-indexed.ts'
import { createPrepare } from '#identity/prepare.ts'
import { createReindex, type Reindex } from '#identity/reindex.ts'
import { createIdentitySearch, type IdentitySearching } from '#identity/search.ts'
import { systemClock } from '#lib/time.ts'
import { keepingLastAdmin } from '#operators/keep-last-admin.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { createLog } from '#telemetry/log.ts'
import { commandAudit } from '../audit-context.ts'
import { schemasOf } from '../schemas.ts'
import type { EncodeParts } from './encode.ts'

/** Configuration files, environment and working directory of a command. */
/** What a command shows is as it is. */
const strongly = createReading(() => 'strong')

export type ConfigSource = Pick<ConfigRequest, 'files' | 'env' | 'cwd'>

/** What the import and search commands need besides the administration. */
export type ImportContext = EncodeParts & {
  readonly identities: IdentityStore
  readonly identitySearch: IdentitySearching
  readonly reindex: Reindex
  readonly store: Store
}

export type AdministrationOptions = {
  /** Writes every change to the log (standard error). */
  readonly logsEvents?: boolean
  /** Tunes the store for bulk writes. */
  readonly bulk?: boolean
  /** False: identifiers of deleted identities are free for everybody at once. */
  readonly reservesIdentifiers?: boolean
  /** The name of the command, for the audit trail. */
  readonly command?: string
}

/**
 * Runs `work` with the administration and closes the store afterwards. An SQLite database is
 * migrated first, as when serving.
 */
export async function withAdministration<T>(
  where: ConfigSource,
  work: (administration: Administration, context: ImportContext) => Promise<T>,
  options: AdministrationOptions = {},
): Promise<T> {
  const reading = readConfig({ ...where, dev: true })
  const parts = await partsOf(reading)
  const { dsn, pallas } = reading.config
  if (dsn.startsWith('sqlite')) await up(dsn)
  const log = options.logsEvents === true ? createLog(reading.config.log) : undefined
  const store = await createStore({ dsn, sqlite: pallas.sqlite, bulk: options.bulk === true })
  const { schemas } = parts
  const identities = erasing(
    keepingLastAdmin(withSearchIndex(store.identities, schemas), store.operators, store.transact),
    {
      ...store,
      devices: store.budgets,
      keys: createMacKeys(() => reading.secrets.cipher, reservedPurpose),
      freeAfterMs: () =>
        options.reservesIdentifiers === false ? 0 : pallas.deletion.identifiersFreeAfterMs,
      // NOTE a command runs no hooks
      deleted: () => undefined,
      clock: systemClock,
    },
  )
  const reindex = createReindex({
    identities,
    search: store.search,
    schemas,
    accounts: parts.accounts,
  })
  const identitySearch = createIdentitySearch({
    search: store.search,
    identities,
    schemas,
    reindex,
    reading: strongly,
  })
  try {
    const administration = createAdministration({
      ...parts,
      identities,
      isFirstFactor: () => false,
      reading: strongly,
      transact: store.transact,
      // NOTE no command changes what an owner is told of
      tellOwner: () => Promise.resolve(),
      events: (event) => log?.info({ event }, event.kind),
    })
    return await commandAudit(reading, store, options.command ?? 'identities').run(() =>
      work(administration, {
        prepare: createPrepare(parts).prepare,
        schemas,
        identities,
        identitySearch,
        reindex,
        store,
      }),
    )
  } finally {
    await store.close()
  }
}

/** Creates a check of identity descriptions against the schemas; needs no database. */
export async function createCheck(where: ConfigSource) {
  return createPrepare(await partsOf(readConfig({ ...where, dev: true }))).check
}

/** Creates a check against these schemas alone; needs neither configuration nor database. */
export async function createCheckOf(
  sources: Config['identity']['schemas'],
  defaultSchemaId: string,
) {
  const { config } = examine([], { files: [], env: {}, cwd: '/', dev: true })
  return createPrepare(
    await partsOf({
      config: { ...config, identity: { ...config.identity, schemas: sources, defaultSchemaId } },
    }),
  ).check
}

/** Creates the parts that turn identity descriptions into accounts; needs no database. */
export async function createPreparation(where: ConfigSource): Promise<EncodeParts> {
  const parts = await partsOf(readConfig({ ...where, dev: true }))
  return { prepare: createPrepare(parts).prepare, schemas: parts.schemas }
}

/** `secrets`: with those of no configuration, what is made is only checked. */
async function partsOf({
  config,
  secrets,
}: Pick<Reading, 'config'> & Partial<Pick<Reading, 'secrets'>>) {
  const schemas = await schemasOf(config)
  const tokens = createTokens()
  return {
    schemas: () => schemas,
    accounts: createAccounts({
      clock: systemClock,
      newId: () => tokens.orderedUuid(systemClock()),
    }),
    hasher: createHasher({ settings: () => config.hashers }),
    importers: createImporters(createCipher(secrets?.cipher ?? []), systemClock),
    clock: systemClock,
  }
}
