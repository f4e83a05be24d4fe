import { createApp } from '#app.ts'
import { readConfig, type ConfigRequest } from '#config/read.ts'
import { newest } from '#editions/all.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { createLog } from '#telemetry/log.ts'
import { schemasOf } from '../schemas.ts'
import { version } from '../version.ts'
import { commandActor } from '../audit-context.ts'
import { nextPageOf, parsed, type AdminApi } from './client.ts'

/**
 * The API on the database of the configuration, without a listener: the answers are those of a server
 * with this configuration. An SQLite database is migrated first, as when serving.
 */
export async function createLocalApi(
  where: Pick<ConfigRequest, 'files' | 'env' | 'cwd'>,
): Promise<AdminApi> {
  const found = readConfig({ ...where, dev: true })
  const { config } = found
  // NOTE the newest edition answers, whichever the configuration serves
  const editions = { enabled: [newest.name], root: [newest.name], apiKratos: [] }
  const reading = { ...found, config: { ...config, pallas: { ...config.pallas, editions } } }
  const schemas = await schemasOf(config)
  if (config.dsn.startsWith('sqlite')) await up(config.dsn)
  const store = await createStore({ dsn: config.dsn, sqlite: config.pallas.sqlite })
  const app = createApp({
    reading,
    schemas,
    store,
    log: createLog(config.log),
    version,
    actor: commandActor('identities'),
  })
  return {
    async call(method, url, body) {
      const { statusCode, payload, headers } = await app.admin.inject({
        method,
        url,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      const { link } = headers
      return {
        status: statusCode,
        json: parsed(payload),
        nextPage: nextPageOf(typeof link === 'string' ? link : undefined),
      }
    },
    close: () => app.close(),
  }
}
