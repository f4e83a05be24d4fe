// Databases that releases of the reference have made: everybody signs in here as there. They lie beside the project,
// or where PALLAS_KRATOS_DATABASES says; without them there is nothing to be tested.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { codeAt, stepUp } from '../support/factors.ts'
import {
  confirmByKey,
  createDestination,
  signIn,
  signInByCode,
  signInByKey,
} from '../support/moves.ts'
import { Jar } from '../support/jar.ts'
import type { Overrides, TestServer } from '../support/server.ts'

const root =
  process.env['PALLAS_KRATOS_DATABASES'] ??
  join(import.meta.dirname, '../../../shared/kratos-databases')
const names = existsSync(root)
  ? readdirSync(root).filter((name) => existsSync(join(root, name, 'data.sqlite.gz')))
  : []

/** Everything of its configuration but where it ran. */
function configOf(name: string): Overrides {
  const config = parse(readFileSync(join(root, name, 'kratos.yml'), 'utf8'))
  const folder = join(root, name)
  return {
    // NOTE the first versions had those of cookies under another name
    secrets: { cookie: config.secrets.session, ...config.secrets, session: undefined },
    identity: JSON.parse(
      JSON.stringify(config.identity).replaceAll('file://./', `file://${folder}/`),
    ),
    selfservice: { methods: config.selfservice.methods ?? config.selfservice.strategies },
  }
}

/** Nobody is asked to prove work, or to wait. */
const unguarded = { pallas: { shield: { enabled: false } } }

/** What the person does, as `sign_in` says, and what was not right. */
async function faultsOf(server: TestServer, person: any): Promise<string[]> {
  const faults: string[] = []
  const expect = (what: string, holds: boolean) => {
    if (!holds) faults.push(`${person.key}: ${what}`)
  }
  const { password, totp, lookup_secret, webauthn_second_factor, passkey, code } = person.sign_in
  let token: string | undefined
  for (const identifier of password?.identifiers ?? []) {
    const { status, json } = await signIn(server, identifier, password.password)
    token = json?.session_token
    // NOTE a release refused hashes of a kind that it had taken; here they are checked
    const isRefused = password.refused !== undefined && person.identity.state === 'inactive'
    expect(`password with ${identifier}: ${status}`, (status === 200) !== isRefused)
  }
  if (totp) {
    const { status } = await stepUp(server, token ?? '', {
      method: 'totp',
      totp_code: codeAt(totp.secret, server.now()),
    })
    expect(`totp: ${status}`, status === 200)
  }
  for (const [used, lookup] of [
    [true, lookup_secret?.used[0]],
    [false, lookup_secret?.unused[0]],
  ]) {
    if (lookup === undefined) continue
    const { status } = await stepUp(
      server,
      (await signIn(server, password.identifiers[0], password.password)).json.session_token,
      { method: 'lookup_secret', lookup_secret: lookup },
    )
    expect(`backup code, ${used ? 'used' : 'new'}: ${status}`, (status === 200) === !used)
  }
  for (const key of webauthn_second_factor ?? []) {
    const { status, text } = await confirmByKey(
      server,
      password.identifiers[0],
      password.password,
      key,
    )
    expect(`security key: ${status} ${text.slice(0, 300)}`, status === 200)
  }
  for (const key of passkey ?? []) {
    const { status } = await signInByKey(server, 'passkey', person.email, key)
    expect(`passkey: ${status}`, status === 200)
  }
  for (const { channel, address } of code?.addresses ?? []) {
    if (channel !== 'email') continue
    const { status } = await signInByCode(server, address)
    expect(`code: ${status}`, status === 200)
  }
  return faults
}

async function sessionFaults(server: TestServer, person: any): Promise<string[]> {
  const faults: string[] = []
  for (const { id, token, cookie, valid: wasValid, why } of person.sessions) {
    const jar = new Jar()
    if (cookie) jar.store([`${cookie.name}=${cookie.value}; Path=/`])
    // NOTE a release had stopped to take cookies that are not enciphered
    const valid = wasValid || why === 'the newer version does not take it'
    const { status, json } = await server.public(
      'GET',
      '/sessions/whoami',
      token === undefined ? { jar } : { token },
    )
    // NOTE somebody with a second factor is known, and asked for it
    const isKnown =
      json.error?.id === 'session_aal2_required' ||
      (status === 200 && json.id === id && json.identity.id === person.id)
    if (isKnown !== valid) faults.push(`${person.key}: a session, ${why ?? 'valid'}: ${status}`)
  }
  return faults
}

/** What administrators see of a person differs from what they saw there. */
async function identityFaults(server: TestServer, person: any): Promise<string[]> {
  const { status, json } = await server.admin(
    'GET',
    `/admin/identities/${person.id}?include_credential=oidc`,
  )
  if (status !== 200) return [`${person.key}: is not here`]
  const { identity } = person
  const schema = identity.schema_id ?? identity.traits_schema_id
  const addresses = (list: any[] = []) =>
    Object.fromEntries(
      list.map((one) => [one.id, [one.value.toLowerCase(), one.verified, one.status]]),
    )
  const tokens = (person.sign_in.oidc ?? []).flatMap(({ tokens }: any) =>
    Object.values(tokens ?? {}),
  )
  const shown = JSON.stringify(json.credentials?.oidc ?? {})
  const same = (what: string, here: unknown, there: unknown) => {
    try {
      assert.deepEqual(here, there)
      return []
    } catch {
      return [`${person.key}: ${what}: ${JSON.stringify(here)} for ${JSON.stringify(there)}`]
    }
  }
  const there = addresses(identity.verifiable_addresses ?? identity.addresses)
  const here = addresses(json.verifiable_addresses)
  return [
    ...same('traits', json.traits, identity.traits ?? {}),
    ...same('schema', json.schema_id, schema),
    ...same('state', json.state, identity.state ?? 'active'),
    ...same('public metadata', json.metadata_public ?? null, identity.metadata_public ?? null),
    ...same('private metadata', json.metadata_admin ?? null, identity.metadata_admin ?? null),
    ...same('external id', json.external_id ?? null, identity.external_id ?? null),
    ...Object.entries(there).flatMap(([id, [value, verified]]: any) =>
      same('an address', here[id]?.slice(0, 2), [value, verified]),
    ),
    ...tokens
      .filter((one: any) => typeof one === 'string' && !shown.includes(one))
      .map(() => `${person.key}: a token of a provider is missing`),
  ]
}

describe('a database of the reference', { skip: names.length === 0 && 'there are none' }, () => {
  for (const name of names) {
    it(`${name}: everybody signs in as there, with sessions, ids and tokens`, async () => {
      const expected = JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8'))
      const folder = mkdtempSync(join(tmpdir(), 'pallas-test-kratos-'))
      const file = join(folder, 'there.sqlite')
      writeFileSync(file, gunzipSync(readFileSync(join(root, name, 'data.sqlite.gz'))))
      const here = createDestination({ ...configOf(name), ...unguarded })
      const { comparison, tally, checked } = await here.move(`sqlite://${file}`)
      assert.deepEqual(
        comparison.filter(({ isGood }) => !isGood),
        [],
      )
      assert.equal(tally.people.added, expected.people.length)
      assert.equal(checked.faults, 0)
      const server = await here.serve()
      const faults: string[] = []
      for (const person of expected.people) {
        faults.push(...(await identityFaults(server, person)))
        faults.push(...(await sessionFaults(server, person)))
        faults.push(...(await faultsOf(server, person)))
      }
      await server.close()
      here.remove()
      rmSync(folder, { recursive: true, force: true })
      assert.deepEqual(faults, [])
    })
  }
})
