import assert from 'node:assert/strict'
import { createHash, pbkdf2Sync } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { importableTypes, isProviderType } from '#identity/credential-types.ts'
import { signIn } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64')
const sha512 = base64(createHash('sha512').update('salt').update('test').digest())
const pbkdf2 = (rounds: number) =>
  `$pbkdf2-sha256$i=${rounds},l=32$${base64('salty').replace(/=+$/, '')}$${base64(pbkdf2Sync('test', 'salty', 1000, 32, 'sha256')).replace(/=+$/, '')}`

// of the password "test"
const hashes: Readonly<Record<string, string>> = {
  argon2id: '$argon2id$v=19$m=32,t=2,p=4$cm94YnRVOW5jZzFzcVE4bQ$MNzk5BtR2vUhrp6qQEjRNw',
  bcrypt: '$2y$08$QLHzXPg0MSRYCJrpEFrmpuArcacxcKp5rZIZ3oxogHkr.pCh5MNHy',
  pbkdf2: pbkdf2(1000),
  sha512: `$sha512$pf=${base64('{SALT}{PASSWORD}')}$${base64('salt')}$${sha512}`,
  md5crypt: '$md5-crypt$abcdefgh$irWbblnpmw.5z7wgBnprh0',
}

describe('passwords that come from elsewhere', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const create = (email: string, config: object) =>
    server.admin('POST', '/admin/identities', {
      json: { traits: { email }, credentials: { password: { config } } },
    })
  const hashOf = async (id: string) =>
    (await server.admin('GET', `/admin/identities/${id}?include_credential=password`)).json
      .credentials.password.config.hashed_password

  for (const [kind, hash] of Object.entries(hashes)) {
    it(`a hash of the kind ${kind} lets its owner sign in, and is replaced by one of ours then`, async () => {
      const {
        json: { id },
      } = await create(`${kind}@example.org`, { hashed_password: hash })
      assert.equal((await signIn(server, `${kind}@example.org`, 'wrong')).status, 400)
      assert.equal(await hashOf(id), hash)
      assert.equal((await signIn(server, `${kind}@example.org`, 'test')).status, 200)
      assert.match(await hashOf(id), /^\$2a\$04\$/)
      assert.equal((await signIn(server, `${kind}@example.org`, 'test')).status, 200)
    })
  }

  const refused: Readonly<Record<string, string>> = {
    'of no known kind': '$9$something',
    'in clear text': 'not-a-hash',
    'with more memory than any server should spend':
      '$argon2id$v=19$m=4194304,t=4,p=1$cm94YnRVOW5jZzFzcVE4bQ$MNzk5BtR2vUhrp6qQEjRNw',
    'with an absurd cost': '$2a$31$QLHzXPg0MSRYCJrpEFrmpuArcacxcKp5rZIZ3oxogHkr.pCh5MNHy',
    'with an absurd number of rounds': pbkdf2(2_000_000_000),
  }
  for (const [what, hash] of Object.entries(refused)) {
    it(`a hash ${what} is refused and not repeated`, async () => {
      const { status, json, text } = await create('refused@example.org', { hashed_password: hash })
      assert.equal(status, 400)
      assert.match(json.error.reason, /hashed password/)
      assert.ok(!text.includes(hash))
    })
  }

  for (const type of importableTypes.filter(isProviderType)) {
    const provider = `hub-${type}`
    it(`accounts at providers (${type}) are imported, and more of them come to those that are there`, async () => {
      const accounts = (...subjects: string[]) => ({
        [type]: {
          config: { providers: subjects.map((subject) => ({ provider, subject })) },
        },
      })
      const {
        json: { id },
      } = await server.admin('POST', '/admin/identities', {
        json: { traits: { email: `linked-${type}@example.org` }, credentials: accounts('Ab1') },
      })
      await server.admin('PUT', `/admin/identities/${id}`, {
        json: {
          schema_id: 'default',
          state: 'active',
          traits: { email: `linked-${type}@example.org` },
          credentials: accounts('Ab1', 'ab1'),
        },
      })
      const { json } = await server.admin('GET', `/admin/identities/${id}`)
      assert.deepEqual(json.credentials[type].identifiers, [`${provider}:Ab1`, `${provider}:ab1`])
      assert.deepEqual(
        (
          await server.admin('GET', `/admin/identities?credentials_identifier=${provider}:Ab1`)
        ).json.map((one: any) => one.id),
        [id],
      )
    })

    it(`an account at a provider (${type}) belongs to one identity`, async () => {
      const json = (email: string) => ({
        traits: { email },
        credentials: {
          [type]: { config: { providers: [{ provider, subject: 'only-one' }] } },
        },
      })
      assert.equal(
        (
          await server.admin('POST', '/admin/identities', {
            json: json(`first-${type}@example.org`),
          })
        ).status,
        201,
      )
      assert.equal(
        (
          await server.admin('POST', '/admin/identities', {
            json: json(`second-${type}@example.org`),
          })
        ).status,
        409,
      )
    })
  }
})
