// Serves a function of Web requests by node:http, as @hono/node-server does.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

type Answer = (request: Request, clientAddress: string | undefined) => Response | Promise<Response>

export const serve = (port: number, answer: Answer): Server =>
  createServer((incoming, outgoing) => {
    answerOne(incoming, outgoing, answer).catch(() => outgoing.destroy())
  }).listen(port, '127.0.0.1')

async function answerOne(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
): Promise<void> {
  const { method = 'GET', url = '/', headers, socket } = incoming
  const given = new Headers()
  for (const [name, value] of Object.entries(headers))
    for (const one of [value].flat()) if (one !== undefined) given.append(name, one)
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: given,
    ...(method === 'GET' || method === 'HEAD'
      ? {}
      : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
  })
  const response = await answer(request, socket.remoteAddress)
  outgoing.writeHead(response.status, [...response.headers].flat())
  if (response.body === null) outgoing.end()
  else await pipeline(Readable.fromWeb(response.body), outgoing)
}
