// Another system that is called: a real server on loopback, which answers as a test wants.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedCall = {
  readonly path: string
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly json: any
}
export type Mood = (call: ReceivedCall, response: ServerResponse) => void

export const answering =
  (status: number, json?: unknown, headers: Readonly<Record<string, string>> = {}): Mood =>
  (_call, response) =>
    void response.writeHead(status, headers).end(json === undefined ? '' : JSON.stringify(json))

export async function startReceiver() {
  const calls: ReceivedCall[] = []
  let mood: Mood = answering(204)
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const call = {
      path: request.url ?? '',
      method: request.method ?? '',
      headers: request.headers,
      text,
      json: text === '' ? undefined : JSON.parse(text),
    }
    calls.push(call)
    mood(call, response)
  }
  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers(next: Mood): void {
      mood = next
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** A program, as the configuration names it. */
export const program = (source: string): string =>
  `base64://${Buffer.from(source).toString('base64')}`

export const wholeContext = program('function(ctx) ctx')

export const webHook = (url: string, more: object = {}) => ({
  hook: 'web_hook',
  config: { url, method: 'POST', body: wholeContext, ...more },
})
