// What the two user interfaces of these tests have in common: a small web server beside Pallas.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export const kinds = ['login', 'registration', 'recovery', 'verification', 'settings'] as const
export type Kind = (typeof kinds)[number]

export type Asked = {
  readonly path: string
  readonly query: URLSearchParams
  readonly cookie: string
}
export type Served =
  | { readonly type?: string; readonly body: string }
  | { readonly location: string }

export type Ui = {
  readonly url: string
  /** What the server itself could not do; empty when all is well. */
  readonly faults: readonly string[]
  close(): void
}

/** Serves what `answer` says. What it throws is an answer with 500, and a fault. */
export async function startUi(
  port: number,
  answer: (asked: Asked) => Promise<Served | undefined>,
): Promise<Ui> {
  const faults: string[] = []
  const handle = async (request: IncomingMessage): Promise<Served | undefined> => {
    const url = new URL(request.url ?? '/', 'http://ui')
    return answer({
      path: url.pathname,
      query: url.searchParams,
      cookie: request.headers.cookie ?? '',
    })
  }
  const server = createServer((request, response) => {
    handle(request).then(
      (served) => {
        if (!served) response.writeHead(404).end()
        else if ('location' in served) response.writeHead(303, { location: served.location }).end()
        else
          response
            .writeHead(200, { 'content-type': served.type ?? 'text/html; charset=utf-8' })
            .end(served.body)
      },
      (error: unknown) => {
        faults.push(`${request.url}: ${String(error)}`)
        response.writeHead(500).end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A page that is complete for a reader of screens, around the parts of a renderer. */
export const document = (title: string, head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`
