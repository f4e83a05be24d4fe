// Logins of one person, in a browser that is known for the account and in browsers that are not.
import assert from 'node:assert/strict'
import { Jar } from './jar.ts'
import { nodeValue, password, signUp } from './people.ts'
import type { TestServer } from './server.ts'

export const devices = ['known', 'unknown'] as const
export type Device = (typeof devices)[number]

/** With it the server sees from which network each login comes. */
export const behindProxy = { pallas: { trusted_proxies: ['127.0.0.1'] } }
const headers = { 'x-forwarded-for': '203.0.113.9' }

/** Signs somebody up, and answers how this person opens a login and sends the right password. */
export async function loginsOf(server: TestServer, email: string) {
  await signUp(server, email)
  const own = new Jar()
  const login = async (device: Device): Promise<void> => {
    const jar = device === 'known' ? own : new Jar()
    jar.store(['ory_kratos_session=; Max-Age=0'])
    const call = { jar, headers }
    const flow = (await server.public('GET', '/self-service/login/browser', call)).json
    const { status, text } = await server.public('POST', `/self-service/login?flow=${flow.id}`, {
      ...call,
      json: {
        csrf_token: nodeValue(flow, 'csrf_token'),
        method: 'password',
        identifier: email,
        password,
      },
    })
    assert.equal(status, 200, text)
  }
  // the first makes the browser known, the others what is made once and kept
  for (let n = 0; n < 3; n++) for (const device of devices) await login(device)
  return login
}
