// What arrives in the mailbox of the test server.
import type { TestServer } from './server.ts'

export type Mail = {
  readonly to: string
  readonly template_type: string
  readonly text: string
  readonly codes: readonly string[]
  readonly links: readonly string[]
}

/** Everything that was sent to an address so far, oldest first; what arrives afterwards arrives a millisecond later at least. */
export async function mailTo(server: TestServer, address: string): Promise<readonly Mail[]> {
  await server.app.courier.drain()
  server.pass(1)
  const { json } = await server.admin(
    'GET',
    `/admin/pallas/mailbox/messages?to=${encodeURIComponent(address)}`,
  )
  return (json as Mail[]).toReversed()
}

/** The code in the latest message to an address. Throws when there is none. */
export async function codeFor(server: TestServer, address: string): Promise<string> {
  const code = (await mailTo(server, address)).at(-1)?.codes[0]
  if (code === undefined) throw new Error(`no code for ${address}`)
  return code
}

/** Path and query of the link in the latest message to an address. Throws when there is none. */
export async function linkFor(
  server: TestServer,
  address: string,
  kind: 'recovery' | 'verification',
): Promise<string> {
  const link = (await mailTo(server, address))
    .at(-1)
    ?.links.find((one) => one.includes(`/self-service/${kind}`))
  if (link === undefined) throw new Error(`no link for ${address}`)
  const { pathname, search } = new URL(link)
  return pathname + search
}

/** The code that is certainly another one. */
export const otherThan = (code: string): string => (code === '000000' ? '111111' : '000000')
