// Security requirement 90: keys can be retired. What an old key has sealed is sealed anew, in every
// place, and then everything works without that key.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { createReseal, type ResealReport } from '#app/reseal.ts'
import { unrecorded } from '#audit/unrecorded.ts'
import { createCipher } from '#crypto/cipher.ts'
import { purposes, type PurposeName } from '#crypto/purposes.ts'
import { keptOfSession, readKeptSession } from '#move/kept.ts'
import { pieceId } from '#personal-data/export-store.ts'
import { createDatabase } from '#store/database.ts'
import { engineFor } from '#store/dialects/engine-for.ts'
import { servingLimits } from '#store/dialects/limits.ts'
import { readDsn } from '#store/dsn/read.ts'
import { up } from '#store/migrate.ts'
import { allDatabases } from '../support/databases.ts'
import { addLookup, addTotp, codeAt, codesIn, secretIn, stepUp } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, linkFor, mailTo } from '../support/mail.ts'
import { choose, comeBack, enter, landed, startOidcServer, whoIs } from '../support/oidc.ts'
import type { OidcServer } from '../support/oidc.ts'
import {
  nodeValue,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
} from '../support/people.ts'

const old = 'a-cipher-secret-for-tests-only-3',
  fresh = 'another-secret-for-tests-only-32'
const better = 'another-Good-one-77!',
  hour = 3_600_000
const hooked = 'https://hooks.example/events'

type Check = () => Promise<void>
type Case = (server: OidcServer) => Promise<Check>

const tokensOf = async (server: OidcServer, email: string): Promise<any> => {
  const query = `credentials_identifier=${encodeURIComponent(email)}`
  const { json } = await server.admin('GET', `/admin/identities?${query}&include_credential=oidc`)
  return json[0].credentials.oidc.config.providers[0]
}

/**
 * For every purpose: stores something that is sealed for it, and answers what works as long as that
 * can be opened. A new purpose is a type error here. They run in this order: at first time passes,
 * and the last message must not be sent yet.
 */
const cases: Readonly<Record<PurposeName, Case>> = {
  async pendingUpdate(server) {
    await signUp(server, 'waits@example.org')
    const jar = await signedInBrowser(server, 'waits@example.org')
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    await submitForm(server, 'settings', flow, jar, { method: 'password', password: better })
    return async () => {
      const login = await openSpa(server, 'login', jar, '?refresh=true')
      const fields = { method: 'password', identifier: 'waits@example.org', password }
      await submitForm(server, 'login', login, jar, fields)
      const url = `/self-service/settings?flow=${flow.id}`
      await server.public('GET', url, { jar, accept: 'text/html' })
      assert.equal((await signIn(server, 'waits@example.org', better)).status, 200)
    }
  },
  async addressChange(server) {
    const { token } = await signUp(server, 'before@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const traits = { email: 'after@example.org' }
    const held = await submit(server, 'settings', flow, { method: 'profile', traits }, { token })
    const waiting = { id: held.json.continue_with[0].flow.id }
    const code = await codeFor(server, 'after@example.org')
    return async () => {
      await submit(server, 'verification', waiting, { method: 'code', code })
      assert.equal((await signIn(server, 'after@example.org')).status, 200)
    }
  },
  async totpSecret(server) {
    const { token } = await signUp(server, 'totp@example.org')
    const secret = await addTotp(server, token)
    return async () => {
      const { json } = await signIn(server, 'totp@example.org')
      const code = { method: 'totp', totp_code: codeAt(secret, server.now()) }
      assert.equal((await stepUp(server, json.session_token, code)).status, 200)
    }
  },
  async totpSetup(server) {
    const { token } = await signUp(server, 'totp-setup@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    return async () => {
      const code = { method: 'totp', totp_code: codeAt(secretIn(flow), server.now()) }
      assert.equal((await submit(server, 'settings', flow, code, { token })).status, 200)
    }
  },
  async lookupCodes(server) {
    const { token } = await signUp(server, 'lookup@example.org')
    const [code] = await addLookup(server, token)
    return async () => {
      const { json } = await signIn(server, 'lookup@example.org')
      const used = { method: 'lookup_secret', lookup_secret: code }
      assert.equal((await stepUp(server, json.session_token, used)).status, 200)
    }
  },
  async lookupSetup(server) {
    const { token } = await signUp(server, 'lookup-setup@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const send = (what: string) =>
      submit(server, 'settings', flow, { method: 'lookup_secret', [what]: true }, { token })
    const [code] = codesIn((await send('lookup_secret_regenerate')).json)
    return async () => {
      assert.equal((await send('lookup_secret_confirm')).status, 200)
      const { json } = await signIn(server, 'lookup-setup@example.org')
      const used = { method: 'lookup_secret', lookup_secret: code }
      assert.equal((await stepUp(server, json.session_token, used)).status, 200)
    }
  },
  async providerToken(server) {
    server.idp.claims = { sub: 'sub-1', email: 'oidc@example.org', email_verified: true }
    await enter(server, { kind: 'registration' })
    // in a login that links an account which has the address already
    await signUp(server, 'linked@example.org')
    server.idp.claims = { sub: 'sub-2', email: 'linked@example.org', email_verified: false }
    const { answer, jar } = await enter(server, { kind: 'registration' })
    const flow = await landed(server, 'login', answer, jar)
    return async () => {
      const fields = { method: 'password', identifier: 'linked@example.org', password }
      await submitForm(server, 'login', flow, jar, fields)
      for (const [email, subject] of [
        ['acme:sub-1', 'sub-1'],
        ['acme:sub-2', 'sub-2'],
      ] as const) {
        const token = await tokensOf(server, email)
        assert.equal(token.subject, subject)
        assert.match(token.initial_access_token, /^access-/)
        assert.match(token.initial_refresh_token, /^refresh-/)
      }
    }
  },
  async providerRequest(server) {
    server.idp.claims = { sub: 'sub-3', email: 'away@example.org', email_verified: true }
    const jar = new Jar()
    const address = await choose(server, 'registration', jar)
    return async () => {
      server.idp.claims = { sub: 'sub-3', email: 'away@example.org', email_verified: true }
      await comeBack(server, address, jar)
      assert.equal((await whoIs(server, jar))?.identity.traits.email, 'away@example.org')
    }
  },
  async verificationCode(server) {
    await signUp(server, 'verified@example.org')
    const link = await linkFor(server, 'verified@example.org', 'verification')
    const jar = new Jar()
    const { location = '' } = await server.public('GET', link, { jar, accept: 'text/html' })
    const id = new URL(location).searchParams.get('flow') ?? ''
    return async () => {
      const url = `/self-service/verification/flows?id=${id}`
      const { json } = await server.public('GET', url, { jar })
      assert.match(nodeValue(json, 'code') ?? '', /^\d{6}$/)
    }
  },
  async messageContent(server) {
    await signUp(server, 'sent@example.org')
    await mailTo(server, 'sent@example.org')
    return async () => {
      const [mail] = await mailTo(server, 'sent@example.org')
      assert.match(mail?.text ?? '', /\d{6}/)
      const { json } = await server.admin(
        'GET',
        '/admin/courier/messages?recipient=sent@example.org',
      )
      assert.match(json[0].body, /\d{6}/)
    }
  },
  async outboxCall(server) {
    await signUp(server, 'called@example.org')
    return async () => {
      await server.app.outbox.drain()
      const called = server.idp.seen.filter(({ url }) => url === hooked)
      assert.ok(called.some(({ body }) => body.includes('called@example.org')))
    }
  },
  async exportPiece(server) {
    const { json } = await signUp(server, 'exported@example.org')
    const id = randomUUID(),
      at = server.now()
    const times = { requestedAt: at, countedFrom: at, expiresAt: at + hour }
    const one = { id, identityId: json.identity.id, withCredentials: false, count: 1, ...times }
    await server.store.exports.put({ ...one, state: 'making' })
    const purpose = purposes.exportPiece(pieceId(id, 0))
    await server.store.exports.putPiece(id, 0, createCipher([old]).encrypt('{}', purpose))
    return async () => {
      const sealed = (await server.store.exports.piece(id, 0)) ?? ''
      assert.equal(createCipher([fresh]).decrypt(sealed, purpose), '{}')
    }
  },
  async keptSession(server) {
    const { json } = await signUp(server, 'kept@example.org')
    const { id } = json.session
    const found = { row: { id, token: 'as it was' }, devices: [] }
    const moved = { id, digest: '', version: 0, kept: keptOfSession(found, createCipher([old])) }
    await server.store.transact(() => server.store.moves.add('there', 'session', [moved]))
    return async () => {
      const kept = (await server.store.moves.kept('session', [id])).get(id) ?? ''
      assert.equal(readKeptSession(id, kept, createCipher([fresh]))?.row['token'], 'as it was')
    }
  },
  async messageData(server) {
    await signUp(server, 'queued@example.org')
    return async () =>
      assert.match((await mailTo(server, 'queued@example.org'))[0]?.text ?? '', /\d{6}/)
  },
}
const names = Object.keys(cases) as PurposeName[]

/** Every text in every table. */
async function everyText(dsn: string): Promise<readonly string[]> {
  const limits = servingLimits
  const database = createDatabase(await engineFor(readDsn(dsn), { synchronous: 'FULL', limits }))
  const all: string[] = []
  for (const { name } of await database.db.introspection.getTables())
    for (const row of await database.db
      .selectFrom(name as 'pallas_flows')
      .selectAll()
      .execute())
      all.push(...Object.values(row).map(String))
  await database.close()
  return all
}

for (const { kind, skip, fresh: freshDatabase } of allDatabases) {
  describe(`keys that are retired on ${kind}`, { skip }, () => {
    let server: OidcServer, dsn: string, drop: () => Promise<void>
    const checks: Partial<Record<PurposeName, Check>> = {}
    before(async () => {
      const database = await freshDatabase()
      dsn = database.dsn
      drop = database.drop
      await up(dsn)
      server = await startOidcServer({
        overrides: {
          dsn,
          secrets: { cipher: [old] },
          pallas: { events: { web_hooks: [{ url: hooked }] } },
          selfservice: {
            methods: {
              totp: { enabled: true, config: { issuer: 'Example' } },
              lookup_secret: { enabled: true },
            },
            flows: {
              settings: {
                lifespan: '3h',
                after: { profile: { hooks: [{ hook: 'verify_new_address' }] } },
              },
            },
          },
        },
      })
      for (const name of names) checks[name] = await cases[name](server)
    })
    after(async () => {
      await server?.close()
      await drop?.()
    })
    const reseal = (secrets: readonly string[], dryRun = false): Promise<ResealReport> =>
      unrecorded(() =>
        createReseal({ store: server.store, secrets, clock: () => server.now(), settleMs: 0 })({
          dryRun,
        }),
      )

    it('a dry run tells for every place which key it uses, and changes nothing', async () => {
      const before = await everyText(dsn)
      const report = await reseal([fresh, old], true)
      for (const name of names) {
        const { byKey, resealed, unreadable } = report[name]
        assert.ok(byKey[0] === 0 && (byKey[1] ?? 0) > 0, name)
        assert.deepEqual([resealed, unreadable], [0, []], name)
      }
      assert.deepEqual(await everyText(dsn), before)
    })

    it('what no key opens is told by its owner, and left as it is', async () => {
      const before = await everyText(dsn)
      const report = await reseal([fresh])
      for (const name of names) {
        assert.deepEqual(report[name].byKey, [0])
        assert.ok(report[name].unreadable.length > 0, name)
        for (const id of report[name].unreadable) assert.match(id, /^[\da-f-]{36}(?:\.\d+)?$/)
      }
      assert.deepEqual(await everyText(dsn), before)
    })

    it('everything is sealed anew, once', async () => {
      server.reconfigure({ secrets: { cipher: [fresh, old] } })
      const report = await reseal([fresh, old])
      for (const name of names) {
        const { byKey, resealed, unreadable } = report[name]
        assert.deepEqual([byKey[0], byKey[1], unreadable], [resealed, 0, []], name)
        assert.ok(resealed > 0, name)
      }
      const sealed = await everyText(dsn)
      const again = await reseal([fresh, old])
      for (const name of names) assert.equal(again[name].resealed, 0, name)
      assert.deepEqual(await everyText(dsn), sealed)
    })

    it('nothing that the old key has sealed is left anywhere in the database', async () => {
      const purpose = purposes.outboxCall('any')
      const [, oldId] = createCipher([old]).encrypt('any', purpose).split('.')
      const [, newId] = createCipher([fresh]).encrypt('any', purpose).split('.')
      const all = (await everyText(dsn)).join('\n')
      assert.ok(all.includes(`1.${newId}.`))
      assert.ok(!all.includes(`1.${oldId}.`))
    })

    for (const name of names)
      it(`without the old key, works what is sealed as ${name}`, async () => {
        server.reconfigure({ secrets: { cipher: [fresh] } })
        await checks[name]?.()
      })
  })
}
