// Every way in which an answer of an authenticator can be wrong, at every place that takes one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  askForKey,
  dataIn,
  type Authenticator,
  type Bent,
  newKey,
  registrationAnswer,
  registrationFor,
  settingsAnswer,
  signUpWithKey,
  storedKeys,
  withKeys,
} from '../../support/keys.ts'
import {
  messageIds,
  openSpa,
  proveAddress,
  signedInBrowser,
  signUp,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type Answer, type TestServer } from '../../support/server.ts'

type Kind = 'passkey' | 'webauthn'
/** A form that waits for the answer of a key. */
type Place = {
  /** Sends an answer; of a new key, or of the key of the person. */
  readonly send: (over?: Bent) => Promise<Answer>
  readonly challenge: string
  /** How things are: what a refused answer must not change. */
  readonly state: () => Promise<unknown>
}

const user = (() => {
  let count = 0
  return () => `user-${++count}@example.org`
})()

const someChallenge = Buffer.alloc(32, 7).toString('base64url')
const notPresent = 4
const bent: Readonly<Record<string, Bent>> = {
  'another origin': { origin: 'https://evil.example' },
  'a page below the domain that is not listed': { origin: 'http://sub.127.0.0.1:4455' },
  'another relying party': { rpId: 'evil.example' },
  'another challenge': { challenge: someChallenge },
  'no challenge': { challenge: '' },
  'a frame in a page of another origin': { crossOrigin: true },
  'nobody present': { flags: notPresent },
  'backed up without being able to': { flags: 5 | 16 },
}

function challengeIn(flow: any, method: Kind): string {
  const name = method === 'passkey' ? 'passkey_create_data' : 'webauthn_register_trigger'
  const data = dataIn(flow, name)
  return (data.credentialOptions ?? data).publicKey.challenge
}

for (const passwordless of [false, true])
  describe(`answers that do not fit, passwordless: ${passwordless}`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer(withKeys(passwordless))
    })
    after(() => server.close())

    const whoami = async (jar: Jar) =>
      (await server.public('GET', '/sessions/whoami', { jar })).json
        .authenticator_assurance_level ?? 'nobody'

    const registration = (method: Kind) => async (): Promise<Place> => {
      const jar = new Jar(),
        email = user()
      const flow = await registrationFor(server, jar, email)
      return {
        challenge: challengeIn(flow, method),
        send: (over) =>
          submitSpa(server, 'registration', flow, jar, {
            method,
            traits: { email },
            ...registrationAnswer(flow, method, newKey(), over),
          }),
        state: () => whoami(jar),
      }
    }
    const settings = (method: Kind) => async (): Promise<Place> => {
      const { id, email } = await signUp(server, user())
      const jar = await signedInBrowser(server, email)
      const flow = await openSpa(server, 'settings', jar)
      return {
        challenge: challengeIn(flow, method),
        send: (over) =>
          submitSpa(server, 'settings', flow, jar, {
            method,
            ...settingsAnswer(flow, method, newKey(), over),
          }),
        state: () => storedKeys(server, method, id),
      }
    }
    const login = (method: Kind) => async (): Promise<Place> => {
      const { email, key } = await signUpWithKey(server, method, user())
      return answering(method, new Jar(), key, email, '')
    }
    const refresh = (method: Kind) => async (): Promise<Place> => {
      const { email, key, jar } = await signUpWithKey(server, method, user())
      const before = await whoamiTimes(jar)
      const place = await answering(method, jar, key, email, '?refresh=true')
      return { ...place, state: async () => (await whoamiTimes(jar)) === before }
    }
    const whoamiTimes = async (jar: Jar): Promise<number> =>
      (await server.public('GET', '/sessions/whoami', { jar })).json.authentication_methods?.length
    const secondFactor = async (): Promise<Place> => {
      const { email } = await signUp(server, user())
      const key = await addKey(server, 'webauthn', await signedInBrowser(server, email))
      return answering('webauthn', await firstFactor(email), key, email, '?aal=aal2')
    }
    async function firstFactor(email: string): Promise<Jar> {
      const jar = new Jar()
      const flow = await openSpa(server, 'login', jar)
      await submitSpa(server, 'login', flow, jar, {
        method: 'password',
        identifier: email,
        password: 'correct-horse-77-Battery',
      })
      return jar
    }
    async function answering(
      method: Kind,
      jar: Jar,
      key: Authenticator,
      email: string,
      query: string,
    ): Promise<Place> {
      const asked = await askForKey(server, method, jar, { email, query })
      return {
        challenge: asked.options.publicKey.challenge,
        send: (over) => asked.answer(JSON.stringify(key.get(asked.options, over))),
        state: () => whoami(jar),
      }
    }

    const makes: Readonly<Record<string, () => Promise<Place>>> = {
      'registration by passkey': registration('passkey'),
      'settings, passkey': settings('passkey'),
      'settings, webauthn': settings('webauthn'),
      ...(passwordless ? { 'registration by webauthn': registration('webauthn') } : {}),
    }
    const uses: Readonly<Record<string, () => Promise<Place>>> = {
      'login by passkey': login('passkey'),
      'confirmation by passkey': refresh('passkey'),
      ...(passwordless
        ? {
            'login by webauthn': login('webauthn'),
            'confirmation by webauthn': refresh('webauthn'),
          }
        : { 'second factor by webauthn': secondFactor }),
    }
    const ofUses: Readonly<Record<string, Bent>> = {
      ...bent,
      'the answer to another question': { type: 'webauthn.create' },
      'the signature of another key': { signed: newKey() },
      'a key that nobody has': { id: newKey().id },
      'the user handle of nobody': { userHandle: Buffer.from('nobody').toString('base64url') },
      'a counter that does not grow': { counter: 1 },
      'a counter that is gone': { counter: 0 },
      'another kind of authenticator': { flags: 5 | 8 },
    }
    const ofMakes: Readonly<Record<string, Bent>> = {
      ...bent,
      'the answer to another question': { type: 'webauthn.get' },
    }

    for (const [places, all] of [
      [makes, ofMakes],
      [uses, ofUses],
    ] as const)
      for (const [name, open] of Object.entries(places))
        for (const [what, over] of Object.entries(all))
          it(`${name}: ${what}`, async () => {
            const { send, state } = await open()
            const earlier = JSON.stringify(await state())
            const refused = await send(over)
            assert.equal(refused.status, 400, refused.text)
            assert.match(messageIds(refused.json).join(), /^40000(01|08|15)$/)
            if (over.counter === undefined) assert.equal(JSON.stringify(await state()), earlier)
            const taken = await send()
            assert.equal(taken.status, 200, taken.text)
          })

    for (const [name, open] of Object.entries({ ...makes, ...uses }))
      it(`${name}: the answer to another form of the same kind`, async () => {
        const [one, other] = [await open(), await open()]
        assert.notEqual(one.challenge, other.challenge)
        assert.equal((await one.send({ challenge: other.challenge })).status, 400)
        assert.equal((await other.send()).status, 200)
      })

    for (const method of passwordless ? (['passkey', 'webauthn'] as const) : (['passkey'] as const))
      it(`${method}: the key of somebody else confirms nothing`, async () => {
        const ada = await signUpWithKey(server, method, user())
        const bob = await signUpWithKey(server, method, user())
        const { answer, options } = await askForKey(server, method, ada.jar, {
          email: ada.email,
          query: '?refresh=true',
        })
        const { status, json } = await answer(JSON.stringify(bob.key.get(options)))
        assert.deepEqual([status, messageIds(json)], [400, [4000008]])
      })

    it('a key that seems to be a copy is noted', async () => {
      const { email, key, id } = await signUpWithKey(server, 'passkey', user())
      const asked = await askForKey(server, 'passkey', new Jar(), { email })
      await asked.answer(JSON.stringify(key.get(asked.options, { counter: 1 })))
      const [stored] = await storedKeys(server, 'passkey', id)
      assert.deepEqual(
        [stored.authenticator.clone_warning, stored.authenticator.sign_count],
        [true, 1],
      )
    })

    it('what is stored of a use: its counter and its flags', async () => {
      const { email, key, id } = await signUpWithKey(server, 'passkey', user())
      const asked = await askForKey(server, 'passkey', new Jar(), { email })
      assert.equal(
        (await asked.answer(JSON.stringify(key.get(asked.options, { counter: 9, flags: 1 }))))
          .status,
        200,
      )
      const [stored] = await storedKeys(server, 'passkey', id)
      assert.deepEqual(
        [stored.authenticator.sign_count, stored.flags],
        [
          9,
          {
            user_present: true,
            user_verified: false,
            backup_eligible: false,
            backup_state: false,
          },
        ],
      )
    })

    it('a proved address keeps its passkey', async () => {
      const { email, key, id } = await signUpWithKey(server, 'passkey', user())
      await proveAddress(server, id)
      const asked = await askForKey(server, 'passkey', new Jar(), { email })
      assert.equal((await asked.answer(JSON.stringify(key.get(asked.options)))).status, 200)
    })
  })
