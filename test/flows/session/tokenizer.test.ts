import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { signUp } from '../../support/people.ts'
import { program } from '../../support/receiver.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('a session as a signed token', () => {
  let server: TestServer, token: string, id: string
  before(async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const key = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'one', use: 'sig' }
    const jwks = (keys: readonly object[]) => program(JSON.stringify({ keys }))
    const template = { jwks_url: jwks([key]), ttl: '90s' }
    const claims = (body: string) => ({ ...template, claims_mapper_url: program(body) })
    server = await startServer({
      session: {
        whoami: {
          tokenizer: {
            templates: {
              plain: template,
              external: { ...template, subject_source: 'external_id' },
              mapped: claims(
                "local s = std.extVar('session'); { claims: { email: s.identity.traits.email, aal: s.authenticator_assurance_level, sub: 'somebody', sid: 'x', exp: 99999999999, jti: 'y' } }",
              ),
              everything: claims("{ claims: { session: std.extVar('session') } }"),
              endless: claims('local f(n) = f(n + 1) + 1; { claims: { n: f(0) } }'),
              nothing: claims('{}'),
              brief: { jwks_url: jwks([key]) },
              symmetric: {
                jwks_url: jwks([
                  {
                    kty: 'oct',
                    k: Buffer.from('a-shared-secret-of-32-characters').toString('base64url'),
                    alg: 'HS256',
                    kid: 'shared',
                  },
                ]),
              },
              keyless: { jwks_url: jwks([{ ...key, d: undefined }]) },
              unsigned: { jwks_url: jwks([{ ...key, alg: 'none' }]) },
              lost: { jwks_url: 'file:///nowhere/keys.json' },
            },
          },
        },
      },
    })
    ;({ token, id } = await signUp(server, 'ada@example.org'))
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/metadata_admin', value: { note: 'administrators-only' } }],
    })
  })
  after(() => server.close())

  const ask = (template: string) =>
    server.public('GET', `/sessions/whoami?tokenize_as=${template}`, { token })
  const verify = async (template: string) => {
    const { json } = await ask(template)
    const keys = createLocalJWKSet(
      (await server.public('GET', '/.well-known/pallas/jwks.json')).json,
    )
    return {
      session: json,
      ...(await jwtVerify(json.tokenized, keys, { currentDate: new Date(server.now()) })),
    }
  }

  it('can be verified with the published keys and says whose session it is', async () => {
    const { session, payload, protectedHeader } = await verify('plain')
    assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'JWT', kid: 'one' })
    const now = Math.floor(server.now() / 1000)
    assert.deepEqual(
      { ...payload, jti: undefined },
      {
        iss: 'http://127.0.0.1:4433/',
        sub: id,
        sid: session.id,
        iat: now,
        nbf: now,
        exp: now + 90,
        jti: undefined,
      },
    )
    assert.match(String(payload.jti), /^[0-9a-f-]{36}$/)
    assert.notEqual(payload.jti, (await verify('plain')).payload.jti)
  })

  it('has the claims of the mapper, which cannot say whose it is or how long it is good', async () => {
    const { session, payload } = await verify('mapped')
    assert.deepEqual(
      [payload['email'], payload['aal'], payload.sub, payload['sid']],
      ['ada@example.org', 'aal1', id, session.id],
    )
    assert.equal(payload.exp, Math.floor(server.now() / 1000) + 90)
    assert.notEqual(payload.jti, 'y')
  })

  it('never holds metadata of administrators or credentials', async () => {
    const { payload } = await verify('everything')
    assert.doesNotMatch(
      JSON.stringify(payload),
      /administrators-only|metadata_admin|credentials|hashed_password/,
    )
  })

  it('ends at once where its template says no time', async () => {
    const { json } = await ask('brief')
    const { exp, iat } = decodeJwt(json.tokenized)
    assert.equal(exp, iat)
    await assert.rejects(verify('brief'), { code: 'ERR_JWT_EXPIRED' })
  })

  it('is asked for by a template that is there', async () => {
    for (const name of ['unknown', '__proto__', 'constructor'])
      assert.equal((await ask(name)).status, 400, name)
    assert.equal((await ask('')).json.tokenized, undefined)
    assert.equal((await ask('external')).status, 400)
  })

  it('is not made when keys or mapper cannot be used, and nothing of them is told', async () => {
    for (const name of ['keyless', 'unsigned', 'lost', 'endless', 'nothing']) {
      const { status, text } = await ask(name)
      assert.equal(status, 500, name)
      assert.doesNotMatch(text, /nowhere|tokenized|at Object/)
    }
  })

  it('is made for nobody without a session', async () => {
    const { status, json } = await server.public('GET', '/sessions/whoami?tokenize_as=plain')
    assert.deepEqual([status, json.tokenized], [401, undefined])
  })

  it('is published with public keys only', async () => {
    assert.equal((await ask('symmetric')).status, 200)
    const { json, text } = await server.public('GET', '/.well-known/pallas/jwks.json')
    assert.doesNotMatch(text, /"d"|"k"|oct/)
    assert.deepEqual(new Set(json.keys.map((key: any) => key.kty)), new Set(['EC']))
  })
})
