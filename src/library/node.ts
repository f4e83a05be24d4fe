// Requests of node:http to a listener that is bound to no port.
import type { FastifyInstance } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '#telemetry/log.ts'

export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void

export type NodeListenerParts = {
  readonly app: FastifyInstance
  /** The path and query for the listener. */
  readonly pathOf: (path: string) => string
  /** Whether the address of the connection may call; undefined: it is not known. */
  readonly mayCall: (address: string | undefined) => boolean
  readonly log: Pick<Log, 'error'>
}

export function nodeListener({ app, pathOf, mayCall, log }: NodeListenerParts): NodeListener {
  return (request, response) => {
    if (!mayCall(request.socket.remoteAddress)) return answer(response, 403, outside)
    if (request.readableDidRead) {
      log.error({ path: request.url?.split('?', 1)[0] }, readBefore)
      return answer(response, 500, readBefore)
    }
    request.url = pathOf(request.url ?? '/')
    app.routing(request, response)
  }
}

const outside =
  'The administration answers this machine only, until it asks for tokens: pallas.admin.tokens.'
const readBefore =
  'The body of this request was read before: what parses bodies must come after Pallas.'

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
