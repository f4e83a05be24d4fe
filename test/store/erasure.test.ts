// 19, item 5: nothing that was ever stored about a person is left once they have left: in no table, no file,
// no log. The person goes through all that the server keeps something of: a table that has nothing of them
// before is named, with the reason.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { sealedIn, sealedTables, sealedTypes } from '#app/sealed-places.ts'
import { createCipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { pieceId } from '#personal-data/export-store.ts'
import { allDatabases, type DatabaseKind } from '../support/databases.ts'
import { addLookup, stepUp } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor } from '../support/mail.ts'
import { openOther } from '../support/other-connection.ts'
import { openApi, openSpa, signIn, submit, submitSpa } from '../support/people.ts'
import { baseConfig, startServer, type TestServer } from '../support/server.ts'
import { tracesIn } from '../support/traces-of.ts'

const day = 24 * 3_600_000
const person = {
  email: 'zyx.quorvath@leaving-person.example',
  second: 'quorvath.second@other-place.example',
  before: 'quorvath.before@former-place.example',
  unsent: 'quorvath.unsent@never-signed-up.example',
  first: 'Žofie-Ωmega «Quorvath»',
  last: "O'Bläck & Söhne 桜井",
  password: 'Wq7!vorthax-Sternwarte-ßµ',
  wrong: 'wrong-Vorthax-pässword-9',
  agent: 'QuorvathBrowser/77.3 (Vorthax; Tablét)',
  network: '203.0.113.217',
  subject: 'quorvath-subject-55021',
  external: 'external-quorvath-ref/88+1',
  publicly: 'publicly: "quorvath" loves Käse',
  privately: 'privately\\quorvath owes 12 €',
  key: 'Quorvath’s red kéy',
  payload: 'transient quorvath páyload',
  moved: 'quorvath came from elsewhere',
} as const

/** Tables that have nothing of a person, or nothing by which they could be known. */
const excused: Readonly<Record<string, string>> = {
  pallas_activity: 'counts',
  pallas_api_tokens: 'what administrators have named',
  pallas_audit_entries: 'ids and names of fields: an address is taken out',
  pallas_audit_heads: 'sums',
  pallas_audit_segments: 'numbers',
  pallas_audit_targets: 'ids',
  pallas_budgets: 'digests, that expire',
  pallas_attempts: 'counters of flows, that expire',
  pallas_jobs: 'ids, and who has asked',
  pallas_migrations: 'steps',
  pallas_moved: 'ids and digests: they keep a move from bringing somebody back',
  pallas_reserved: 'sums with a secret key',
  pallas_tombstones: 'ids and times',
  pallas_trial_writes: 'nothing',
}

const schema = {
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        email: address(true),
        second: address(false),
        name: {
          type: 'object',
          properties: { first: { type: 'string' }, last: { type: 'string' } },
        },
      },
    },
  },
}

function address(isIdentifier: boolean) {
  const via = { via: 'email' }
  return {
    type: 'string',
    format: 'email',
    'ory.sh/kratos': {
      ...(isIdentifier ? { credentials: { password: { identifier: true } } } : {}),
      verification: via,
      recovery: via,
    },
  }
}

const settings = {
  selfservice: {
    methods: { code: { enabled: true }, link: { enabled: true }, lookup_secret: { enabled: true } },
    flows: { verification: { enabled: true }, recovery: { enabled: true, use: 'code' } },
  },
  identity: {
    default_schema_id: 'default',
    schemas: [
      { id: 'default', url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}` },
    ],
  },
  session: { lifespan: '2400h' },
  pallas: {
    deletion: { enabled: true, identifiers_free_after: '90d' },
    trusted_proxies: ['127.0.0.1'],
    events: { web_hooks: [{ url: 'https://receiver.example/all' }] },
  },
}

const headers = { 'user-agent': person.agent, 'x-forwarded-for': person.network }

/** Everything that the server keeps something of. Answers the id and a session. */
async function live(server: TestServer): Promise<{ id: string; token: string }> {
  const traits = { email: person.before, name: { first: person.first, last: person.last } }
  const flow = await openApi(server, 'registration', '', { headers })
  const body = {
    method: 'password',
    password: person.password,
    traits,
    transient_payload: { note: person.payload },
  }
  const { json, text } = await submit(server, 'registration', flow, body, { headers })
  const id: string = json.identity?.id ?? assert.fail(text)
  await codeFor(server, person.before)
  const verification = await openApi(server, 'verification')
  await submit(server, 'verification', verification, { method: 'code', email: person.before })
  await server.admin('PATCH', `/admin/identities/${id}`, {
    json: [
      { op: 'replace', path: '/traits/email', value: person.email },
      { op: 'add', path: '/traits/second', value: person.second },
      { op: 'add', path: '/metadata_public', value: { note: person.publicly } },
      { op: 'add', path: '/metadata_admin', value: { note: person.privately } },
      { op: 'add', path: '/external_id', value: person.external },
    ],
  })
  // forms that are never completed: with a wrong password, for a sign-up, in a browser
  const failing = await openApi(server, 'login', '', { headers })
  const attempt = { method: 'password', identifier: person.email, password: person.wrong }
  await submit(server, 'login', failing, attempt, { headers })
  const unsent = { method: 'password', password: 'short', traits: { email: person.unsent } }
  await submit(server, 'registration', await openApi(server, 'registration'), unsent)
  const jar = new Jar()
  await submitSpa(
    server,
    'login',
    await openSpa(server, 'login', jar),
    jar,
    {
      ...attempt,
      password: person.password,
    },
    { headers },
  )
  const { session_token: token } = (await signIn(server, person.email, person.password)).json
  const [code] = await addLookup(server, token)
  const recovery = await openApi(server, 'recovery')
  await submit(server, 'recovery', recovery, { method: 'code', email: person.second })
  await codeFor(server, person.second)
  await server.admin('POST', `/admin/identities/${id}/recovery-link`, { json: {} })
  const account = (await server.store.identities.find(id)) ?? assert.fail()
  const at = server.now(),
    expiresAt = at + 90 * day
  await server.store.identities.replace({
    ...account,
    credentials: [
      ...account.credentials,
      {
        type: 'oidc',
        identifiers: [`acme:${person.subject}`],
        config: { providers: [{ provider: 'acme', subject: person.subject }] },
        version: 0,
        createdAt: at,
        updatedAt: at,
      },
      {
        type: 'webauthn',
        identifiers: [id],
        config: { credentials: [{ id: 'a', display_name: person.key }] },
        version: 1,
        createdAt: at,
        updatedAt: at,
      },
    ],
  })
  await layRows(server, id, { at, expiresAt })
  await server.app.jobs.drain()
  const last = (await signIn(server, person.email, person.password)).json.session_token
  await stepUp(server, last, { method: 'lookup_secret', lookup_secret: code })
  // NOTE a second factor cancels it
  await server.store.factorResets.insert({
    id: randomUUID(),
    identityId: id,
    requestedAt: at,
    dueAt: expiresAt,
  })
  return { id, token: last }
}

/** Rows that the server makes only in installations of a certain kind. */
async function layRows(
  { store }: TestServer,
  identityId: string,
  { at, expiresAt }: { readonly at: number; readonly expiresAt: number },
): Promise<void> {
  const [session] = await store.sessions.list({ identityId }, { limit: 1 })
  const sessionId = session?.session.id ?? assert.fail('no session')
  await store.transact(async () => {
    await store.moves.add('elsewhere', 'identity', [
      { id: identityId, digest: 'd', version: 1, kept: JSON.stringify({ note: person.moved }) },
    ])
    await store.moves.add('elsewhere', 'session', [
      { id: sessionId, digest: 'd', version: 0, kept: person.moved },
    ])
  })
  await store.remembered.insert({
    id: randomUUID(),
    identityId,
    secretHash: 'a',
    proof: { method: 'totp', aal: 'aal2', completedAt: at },
    protection: [],
    userAgent: person.agent,
    createdAt: at,
    expiresAt,
  } as never)
  await store.addressChanges.wait(identityId, randomUUID())
  await store.unproved.mark(identityId, at)
  const who = { identityId, sessionId, authenticatedAt: at }
  await store.consoleSessions.insertCode({ ...who, challenge: 'c', expiresAt }, 'code')
  await store.consoleSessions.insert(
    { ...who, id: randomUUID(), createdAt: at, expiresAt, seenAt: at },
    'token',
  )
  const exportId = randomUUID()
  await store.exports.put({
    id: exportId,
    identityId,
    state: 'ready',
    withCredentials: false,
    requestedAt: at,
    count: 1,
    countedFrom: at,
    expiresAt,
  })
  const purpose = purposes.exportPiece(pieceId(exportId, 1))
  const piece = createCipher(baseConfig.secrets.cipher).encrypt(person.first, purpose)
  await store.exports.putPiece(exportId, 1, piece)
  await store.operators.put({ identityId, role: 'viewer', createdAt: at, createdBy: 'server' })
  await store.impersonations.insert({
    codeHash: 'x',
    identityId,
    openedBy: { kind: 'token', reason: person.payload } as never,
    expiresAt,
  })
  await store.errors.insert({
    id: randomUUID(),
    error: { reason: `unknown: ${person.email}` },
    csrfHash: undefined,
    createdAt: at,
    updatedAt: at,
  })
}

/** All rows of each table, as text. */
async function tablesOf(kind: DatabaseKind, dsn: string): Promise<Record<string, Buffer>> {
  const other = await openOther(kind, dsn)
  const names = {
    sqlite: "SELECT name AS t FROM sqlite_master WHERE type = 'table' AND name LIKE 'pallas%'",
    postgres:
      "SELECT table_name AS t FROM information_schema.tables WHERE table_name LIKE 'pallas%'",
    mysql:
      "SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'pallas%'",
  }
  const tables: Record<string, Buffer> = {}
  for (const { t } of await other.run(names[kind])) {
    const rows = await other.run(`SELECT * FROM ${String(t)}`)
    // NOTE values as they are, and not once more as JSON
    tables[String(t)] = Buffer.from(
      rows.flatMap((row) => Object.values(row).map(String)).join('\n'),
    )
  }
  await other.close()
  return tables
}

/** What is stored encrypted, as whoever has the secrets reads it. */
async function unsealed({ store, now }: TestServer): Promise<Record<string, Buffer>> {
  const cipher = createCipher(baseConfig.secrets.cipher)
  const found: Record<string, Buffer> = {}
  for (const table of sealedTables) {
    const page = { after: '', limit: 10_000, now: now() }
    const { rows } = await store.sealed.list(table, page, sealedTypes)
    const texts = rows.flatMap((row) =>
      sealedIn(row).map(({ text, purpose }) => cipher.decrypt(text, purpose) ?? ''),
    )
    found[`${table} (decrypted)`] = Buffer.from(texts.join('\n'))
  }
  return found
}

const filesOf = (dsn: string): Record<string, Buffer> => {
  const folder = dirname(dsn.replace(/^sqlite:\/\/|\?.*$/g, ''))
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]),
  )
}

/** Of which it is shown below that they have something: once somebody leaves, or decrypted. */
const shownElsewhere = new Set(['pallas_deletions', 'pallas_export_pieces'])

for (const databases of allDatabases)
  it(
    `of a person who has left nothing is in any table, file or log (${databases.kind})`,
    { skip: databases.skip },
    async () => {
      const { dsn, drop } = await databases.fresh()
      await up(dsn)
      const server = await startServer(settings, {
        store: await createStore({ dsn, sqlite: { synchronous: 'NORMAL' } }),
        fetch: async () => new Response(null, { status: 503 }),
      })
      const others = await openApi(server, 'registration')
      const stayer = { email: 'stays@example.org', name: { first: 'Stay', last: 'Er' } }
      await submit(server, 'registration', others, {
        method: 'password',
        password: person.password + '2',
        traits: stayer,
      })

      const { id, token } = await live(server)
      await server.app.outbox.drain()
      const before = await tablesOf(databases.kind, dsn)
      const untouched = Object.entries(before)
        .filter(([table]) => !excused[table] && !shownElsewhere.has(table))
        .filter(([table, rows]) => {
          const known = { ...person, id }
          return tracesIn({ [table]: rows }, known).length === 0
        })
        .map(([table]) => table)
      assert.deepEqual(untouched, [])
      const sealed = Object.entries(await unsealed(server)).filter(
        ([table, rows]) => tracesIn({ [table]: rows }, { ...person, id }).length === 0,
      )
      // NOTE these have secrets only, or what nobody has begun
      assert.deepEqual(
        sealed.map(([table]) => table),
        ['credentials (decrypted)', 'flows (decrypted)', 'kept-sessions (decrypted)'],
      )

      const leaving = await server.public('POST', '/pallas/account/deletion', {
        json: { confirm: true },
        token,
        headers,
      })
      assert.equal(leaving.status, 200, leaving.text)
      assert.ok((await tablesOf(databases.kind, dsn))['pallas_deletions']?.includes(id))
      server.pass(15 * day)
      await server.app.deletions.drain()
      await server.app.courier.drain()
      await server.admin('DELETE', '/admin/pallas/mailbox/messages')
      await server.app.outbox.drain()
      server.pass(2 * day)
      await server.app.deletions.drain()

      const { network, ...withoutNetwork } = person
      const tables = await tablesOf(databases.kind, dsn)
      assert.deepEqual(tracesIn(tables, person), [])
      assert.deepEqual(tracesIn(await unsealed(server), person), [])
      const logs = { log: Buffer.from(server.log.join('')) }
      assert.deepEqual(tracesIn(logs, withoutNetwork), [])
      if (databases.kind === 'sqlite') assert.deepEqual(tracesIn(filesOf(dsn), person), [])
      const left = Object.keys(tables).filter((table) => tables[table]?.includes(id))
      assert.deepEqual(
        left.filter((table) => !excused[table] && table !== 'pallas_outbox'),
        [],
      )
      assert.equal((await server.store.tombstones.find(id))?.erasedBy, 'server')
      const { json } = await server.admin('GET', '/admin/pallas/audit/verification')
      assert.deepEqual(json.faults, [])
      assert.ok(network)
      assert.equal((await signIn(server, stayer.email, person.password + '2')).status, 200)
      await server.close()
      if (databases.kind === 'sqlite') assert.deepEqual(tracesIn(filesOf(dsn), person), [])
      await drop()
    },
  )
