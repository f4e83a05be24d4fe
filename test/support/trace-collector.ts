// A collector of traces: a real server on loopback that reads OTLP (JSON and protobuf) and Zipkin.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { CollectedSpan } from './collected-span.ts'
import { readOtlpProtobuf } from './otlp-protobuf.ts'

export async function startCollector() {
  const spans: CollectedSpan[] = [],
    bodies: Buffer[] = [],
    resources: Readonly<Record<string, unknown>>[] = [],
    requests: Pick<IncomingMessage, 'url' | 'headers'>[] = []
  let answer: 'well' | 'never' | 'refuse' = 'well'

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = Buffer.concat(chunks)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    requests.push({ url: request.url, headers: request.headers })
    if (answer === 'never') return
    if (answer === 'refuse') return void response.writeHead(400).end()
    bodies.push(body)
    if (request.url === '/api/v2/spans') spans.push(...readZipkin(body))
    else {
      const read = /json/.test(request.headers['content-type'] ?? '')
        ? readOtlpJson(body)
        : readOtlpProtobuf(body)
      spans.push(...read.spans)
      resources.push(...read.resources)
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }

  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    spans,
    /** What was sent, uncompressed. */
    bodies,
    requests,
    resources,
    answers: (how: typeof answer): void => void (answer = how),
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Collector = Awaited<ReturnType<typeof startCollector>>

type JsonAttribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> }
const attributesOf = (list: readonly JsonAttribute[] = []) =>
  Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]))

function readOtlpJson(body: Buffer) {
  const { resourceSpans } = JSON.parse(body.toString('utf8')) as { resourceSpans: any[] }
  return {
    resources: resourceSpans.map(({ resource }) => attributesOf(resource.attributes)),
    spans: resourceSpans
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap((scope: any) => scope.spans)
      .map((span: any): CollectedSpan => ({
        traceId: span.traceId,
        spanId: span.spanId,
        parentId: span.parentSpanId ?? '',
        name: span.name,
        kind: span.kind,
        attributes: attributesOf(span.attributes),
        failed: span.status?.code === 2,
      })),
  }
}

const zipkinKinds = ['', '', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']

const readZipkin = (body: Buffer): readonly CollectedSpan[] =>
  (JSON.parse(body.toString('utf8')) as any[]).map((span) => ({
    traceId: span.traceId,
    spanId: span.id,
    parentId: span.parentId ?? '',
    name: span.name,
    kind: span.kind === undefined ? 1 : zipkinKinds.indexOf(span.kind),
    attributes: span.tags,
    failed: span.tags.error !== undefined,
  }))
