// What people do, as an app does it.
import { randomBytes } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'

export const password = 'only-for-measuring-91-Harbor'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** A JSON exchange; throws when the status is not 200 or 201. */
export function exchange(method: string, url: string, body?: unknown): Promise<any> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      accept: 'application/json',
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    const sent = httpRequest(url, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          const value: unknown = JSON.parse(Buffer.concat(parts).toString() || 'null')
          if (answer.statusCode === 200 || answer.statusCode === 201) resolve(value)
          else reject(new Error(`${method} ${url}: ${answer.statusCode}`))
        })
        .on('error', reject)
    }).on('error', reject)
    sent.end(text)
  })
}

export const email = (n: number | string) => `person-${n}@example.org`

export async function register(
  publicUrl: string,
  address: string,
): Promise<{ session_token: string }> {
  const flow = await exchange('GET', `${publicUrl}/self-service/registration/api`)
  return exchange('POST', `${publicUrl}/self-service/registration?flow=${flow.id}`, {
    method: 'password',
    password,
    traits: { email: address },
  })
}

export async function login(
  publicUrl: string,
  address: string,
): Promise<{ session_token: string }> {
  const flow = await exchange('GET', `${publicUrl}/self-service/login/api`)
  return exchange('POST', `${publicUrl}/self-service/login?flow=${flow.id}`, {
    method: 'password',
    identifier: address,
    password,
  })
}

export async function recover(publicUrl: string, address: string): Promise<void> {
  const flow = await exchange('GET', `${publicUrl}/self-service/recovery/api`)
  await exchange('POST', `${publicUrl}/self-service/recovery?flow=${flow.id}`, {
    method: 'code',
    email: address,
  })
}

const namesakes = ['ada', 'grace', 'jose', 'mei', 'olga', 'kofi', 'chloe', 'dmitri', 'elif', 'hana']
const families = [
  'lovelace',
  'hopper',
  'garcia',
  'li',
  'ivanova',
  'mensah',
  'smith',
  'silva',
  'rossi',
]
let addresses = 0

/** An address that nobody has yet, as people have them. */
export function newAddress(): string {
  const n = addresses++
  const name = `${namesakes[n % namesakes.length]}.${families[n % families.length]}`
  return `${name}.${randomBytes(4).toString('hex')}@example.org`
}
