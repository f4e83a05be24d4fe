// What people have to sign in with for the second time: authenticator apps and backup codes.
import { createHmac } from 'node:crypto'
import type { Jar } from './jar.ts'
import { openApi, openSpa, submit, submitSpa } from './people.ts'
import type { Answer, TestServer } from './server.ts'

export const withFactors = {
  selfservice: {
    methods: {
      totp: { enabled: true, config: { issuer: 'Example' } },
      lookup_secret: { enabled: true },
    },
  },
}

/** How long a code of an app is shown. */
export const period = 30_000

/** The code that an app shows at that moment (RFC 6238: SHA-1, six digits, 30 s). `secret` in base32. */
export function codeAt(secret: string, at: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / period)))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  return String((digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff) % 1e6).padStart(
    6,
    '0',
  )
}

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

export const nodeOf = (flow: any, id: string): any =>
  flow.ui.nodes.find((node: any) => node.attributes.id === id || node.attributes.name === id)
export const nodeNames = (flow: any, group: string): string[] =>
  flow.ui.nodes
    .filter((node: any) => node.group === group)
    .map((node: any) => node.attributes.id ?? node.attributes.name)

export const secretIn = (flow: any): string =>
  nodeOf(flow, 'totp_secret_key').attributes.text.context.secret
export const codesIn = (flow: any): string[] =>
  nodeOf(flow, 'lookup_secret_codes').attributes.text.context.secrets.map(
    (one: any) => one.context.secret,
  )

/** Sets an app up by the settings; answers its secret. The time moves on, so that the code used for it is not needed again. */
export async function addTotp(server: TestServer, token: string): Promise<string> {
  const flow = await openApi(server, 'settings', '', { token })
  const secret = secretIn(flow)
  const { status, text } = await submit(
    server,
    'settings',
    flow,
    { method: 'totp', totp_code: codeAt(secret, server.now()) },
    { token },
  )
  if (status !== 200) throw new Error(`could not set up an app: ${status} ${text}`)
  server.pass(period)
  return secret
}

/** Makes backup codes by the settings. */
export async function addLookup(server: TestServer, token: string): Promise<string[]> {
  const flow = await openApi(server, 'settings', '', { token })
  const made = await submit(
    server,
    'settings',
    flow,
    { method: 'lookup_secret', lookup_secret_regenerate: true },
    { token },
  )
  const { status, text } = await submit(
    server,
    'settings',
    flow,
    { method: 'lookup_secret', lookup_secret_confirm: true },
    { token },
  )
  if (status !== 200) throw new Error(`could not make codes: ${status} ${text}`)
  return codesIn(made.json)
}

/** The second step of a sign-in, as an app takes it. */
export async function stepUp(
  server: TestServer,
  token: string,
  body: object,
  query = '?aal=aal2',
): Promise<Answer> {
  return submit(server, 'login', await openApi(server, 'login', query, { token }), body, { token })
}

/** The second step in a browser. */
export async function stepUpSpa(server: TestServer, jar: Jar, body: object): Promise<Answer> {
  return submitSpa(server, 'login', await openSpa(server, 'login', jar, '?aal=aal2'), jar, body)
}

/** Resolves when at least ten seconds of the present step are left, so that a code is still what it was when it has been typed in. */
export async function earlyInStep(): Promise<void> {
  const left = period - (Date.now() % period)
  if (left < 10_000) await new Promise((resolve) => setTimeout(resolve, left + 50))
}
