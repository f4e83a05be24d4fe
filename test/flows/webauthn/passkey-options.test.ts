// What is asked of authenticators, as configured.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  dataIn,
  newKey,
  registrationAnswer,
  registrationFor,
  signUpWithKey,
  withKeys,
} from '../../support/keys.ts'
import { openApi, openSpa, submit, submitSpa } from '../../support/people.ts'
import { mergeDeep, startServer } from '../../support/server.ts'

const present = 1 | 64
const verifiedToo = present | 4

const configured = (config: object) =>
  startServer(mergeDeep(withKeys(false), { selfservice: { methods: { passkey: { config } } } }))

async function asked(config: object) {
  const server = await configured(config)
  const { jar } = await signUpWithKey(server, 'passkey', 'ada@example.org')
  const creations = [
    dataIn(await registrationFor(server, new Jar(), 'eve@example.org'), 'passkey_create_data')
      .credentialOptions.publicKey,
    dataIn(await openSpa(server, 'settings', jar), 'passkey_create_data').publicKey,
  ]
  const uses = dataIn(await openApi(server, 'login'), 'passkey_challenge').publicKey
  await server.close()
  return {
    creations: creations.map(({ authenticatorSelection, attestation, timeout }) => [
      authenticatorSelection,
      attestation,
      timeout,
    ]),
    use: [uses.userVerification, uses.timeout],
  }
}

describe('what authenticators are asked for', () => {
  it('is a passkey of this device where nothing is configured', async () => {
    const usual = {
      authenticatorAttachment: 'platform',
      requireResidentKey: true,
      residentKey: 'required',
      userVerification: 'preferred',
    }
    const { creations, use } = await asked({})
    for (const one of creations) assert.deepEqual(one, [usual, undefined, 300_000])
    assert.deepEqual(use, ['preferred', 300_000])
  })

  for (const attachment of ['platform', 'cross-platform'])
    for (const resident_key of ['required', 'preferred', 'discouraged'])
      it(`is as configured: ${attachment}, ${resident_key}`, async () => {
        const { creations, use } = await asked({
          authenticator_selection: { attachment, resident_key, user_verification: 'discouraged' },
          attestation: { preference: 'direct' },
          timeouts: { registration: '90s', login: '30s' },
        })
        for (const one of creations)
          assert.deepEqual(one, [
            {
              authenticatorAttachment: attachment,
              requireResidentKey: resident_key === 'required',
              residentKey: resident_key,
              userVerification: 'discouraged',
            },
            'direct',
            90_000,
          ])
        assert.deepEqual(use, ['discouraged', 30_000])
      })

  for (const isRequired of [true, false])
    it(`a check of the person ${isRequired ? 'has' : 'does not have'} to be made`, async () => {
      const server = await configured(
        isRequired ? { authenticator_selection: { user_verification: 'required' } } : {},
      )
      const refused = isRequired ? 400 : 200
      const email = 'ada@example.org',
        jar = new Jar()
      const flow = await registrationFor(server, jar, email)
      const unchecked = await submitSpa(server, 'registration', flow, jar, {
        traits: { email },
        method: 'passkey',
        ...registrationAnswer(flow, 'passkey', newKey(), { flags: present }),
      })
      assert.equal(unchecked.status, refused)
      const owner = await signUpWithKey(server, 'passkey', 'eve@example.org')
      const key = await addKey(server, 'passkey', owner.jar)
      for (const [flags, status] of [
        [present & ~64, refused],
        [verifiedToo & ~64, 200],
      ] as const) {
        const login = await openApi(server, 'login')
        const passkey_login = JSON.stringify(key.get(dataIn(login, 'passkey_challenge'), { flags }))
        const { status: got } = await submit(server, 'login', login, {
          method: 'passkey',
          passkey_login,
        })
        assert.equal(got, status)
      }
      await server.close()
    })
})
