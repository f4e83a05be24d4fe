// Traces as a collector sees them.
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { IncomingHeaders } from '#lib/tracing.ts'
import { propagators } from '#telemetry/propagation.ts'
import { openTracer } from '#telemetry/tracer.ts'
import { read, scratch } from '../config/files.ts'
import { Jar } from '../support/jar.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { openApi, openSpa, password, submit, submitSpa } from '../support/people.ts'
import { answering, startReceiver, webHook, type Receiver } from '../support/receiver.ts'
import { startServer, type Overrides, type TestServer } from '../support/server.ts'
import type { CollectedSpan } from '../support/collected-span.ts'
import { startCollector, type Collector } from '../support/trace-collector.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const parentId = '00f067aa0ba902b7'
const incoming = { traceparent: `00-${traceId}-${parentId}-01`, tracestate: 'shop=1' }

/** What nobody may read in a trace. */
const email = 'ada.lovelace-7613@example.org'
const browser = 'Trace-Test-Browser/7613'

const otlp = (collector: Collector, more: object = {}) => ({
  provider: 'otel',
  service_name: 'sign-in',
  providers: { otlp: { server_url: collector.host, insecure: true, ...more } },
})

describe('a whole sign-in', () => {
  let collector: Collector, mail: MailServer, hooks: Receiver, server: TestServer
  let identity: string
  before(async () => {
    ;[collector, mail, hooks] = await Promise.all([
      startCollector(),
      startMailServer(),
      startReceiver(),
    ])
    hooks.answers(answering(200, {}))
    const hook = webHook(`${hooks.url}/secret-path-7613?key=secret-key-7613`)
    server = await startServer({
      tracing: otlp(collector),
      courier: {
        smtp: { connection_uri: `smtp://127.0.0.1:${mail.port}/?disable_starttls=true` },
      },
      pallas: { events: { web_hooks: [{ url: `${hooks.url}/events` }] } },
      selfservice: {
        flows: {
          verification: { enabled: true },
          registration: { after: { password: { hooks: [{ hook: 'session' }, hook] } } },
          login: { after: { password: { hooks: [hook] } } },
        },
      },
    })
    // NOTE requests wake the workers, which then look for what is due to anybody
    server.app.start()
    const call = { headers: { ...incoming, 'user-agent': browser } }
    const registration = await openApi(server, 'registration', '?return_to=/secret-7613', call)
    const { json: made } = await submit(
      server,
      'registration',
      registration,
      { method: 'password', password, traits: { email } },
      call,
    )
    identity = made.identity.id
    const login = await openApi(server, 'login', '', call)
    await submit(server, 'login', login, { method: 'password', identifier: email, password }, call)
    const wrong = await openApi(server, 'login', '', call)
    const typed = { method: 'password', identifier: email, password: 'wrong-password-7613' }
    const { status } = await submit(server, 'login', wrong, typed, call)
    assert.equal(status, 400)
    await server.app.courier.drain()
    await server.app.outbox.drain()
    await server.close()
  })
  after(() => Promise.all([collector.close(), mail.close(), hooks.close()]))

  const named = (name: string | RegExp): readonly CollectedSpan[] =>
    collector.spans.filter((span) =>
      typeof name === 'string' ? span.name === name : name.test(span.name),
    )
  const ancestors = (span: CollectedSpan | undefined): readonly string[] => {
    const parent = collector.spans.find(({ spanId }) => spanId === span?.parentId)
    return parent ? [parent.name, ...ancestors(parent)] : []
  }

  it('is one trace, the one that the requests name, and every span has its parent in it', () => {
    assert.ok(collector.spans.length > 30)
    assert.deepEqual([...new Set(collector.spans.map((span) => span.traceId))], [traceId])
    const ids = new Set(collector.spans.map(({ spanId }) => spanId))
    assert.equal(ids.size, collector.spans.length)
    for (const { name, kind, parentId: parent } of collector.spans)
      if (kind === 2) assert.equal(parent, parentId, name)
      else assert.ok(ids.has(parent), name)
  })

  it('shows request, flow, hash, database, hook, program, mail and outbox in their places', () => {
    const [request, flow] = ['POST /self-service/registration', 'registration submit']
    const under = (name: string | RegExp): readonly string[] => ancestors(named(name)[0])
    assert.deepEqual(under(flow), [request])
    assert.deepEqual(under('hash password'), [flow, request])
    assert.deepEqual(under('hook web_hook'), [flow, request])
    assert.deepEqual(under('jsonnet'), ['hook web_hook', flow, request])
    assert.deepEqual(under('web hook').at(-1), request)
    assert.deepEqual(
      new Set(named('POST').map((span) => ancestors(span)[0])),
      new Set(['web hook', 'deliver outbox']),
    )
    assert.deepEqual(under('INSERT pallas_identities'), ['TRANSACTION', flow, request])
    assert.deepEqual(under('SMTP send')[0], 'deliver email')
    assert.ok(under('deliver email').includes(request))
    assert.ok(under('deliver outbox').includes(request))
    assert.equal(named('check password').length, 2)
    assert.equal(named('SMTP send').length, mail.mails.length)
  })

  it('leaves out what is not done for the request alone', () => {
    const looking = named(/^(?:SELECT|UPDATE) pallas_(?:messages|outbox)$/)
    assert.ok(looking.length > 0)
    for (const span of looking) assert.match(ancestors(span)[0] ?? '', /^deliver /)
  })

  it('tells the method, the route and the status of a request, and the kind of a flow', () => {
    const of = (name: string) => named(name).map(({ attributes }) => attributes)
    const [request] = of('POST /self-service/registration')
    assert.deepEqual(request, {
      'http.request.method': 'POST',
      'http.route': '/self-service/registration',
      'http.response.status_code': 200,
      'url.scheme': 'http',
      'pallas.listener': 'public',
    })
    assert.deepEqual(of('login submit')[0], {
      'pallas.flow.kind': 'login',
      'pallas.flow.action': 'submit',
      'pallas.flow.method': 'password',
    })
    const [query] = of('SELECT pallas_flows')
    assert.match(String(query?.['db.query.text']), /^select .* from "?pallas_flows"?/i)
    assert.equal(query?.['db.system.name'], 'sqlite')
    assert.deepEqual(collector.resources[0]?.['service.name'], 'sign-in')
  })

  it('hooks and the outbox are told of the trace, and of the span that calls', () => {
    assert.ok(hooks.calls.length >= 3)
    for (const { path, headers } of hooks.calls) {
      const [, trace, span, flags] = String(headers['traceparent']).split('-')
      assert.deepEqual([trace, flags], [traceId, '01'], path)
      assert.equal(collector.spans.find(({ spanId }) => spanId === span)?.name, 'POST')
      assert.equal(headers['tracestate'], incoming.tracestate)
    }
  })

  it('holds nothing of the person, of secrets, or of what was typed', () => {
    const text = Buffer.concat(collector.bodies).toString('latin1')
    assert.ok(text.includes('pallas_identities'))
    const ada = Buffer.from(email).toString('base64').slice(2, 20)
    for (const secret of [email, 'ada.', ada, identity, password, browser, '7613', '127.0.0.1:4'])
      assert.ok(!text.includes(secret), secret)
    const [code] = /[0-9]{6}/.exec(mail.mails[0]?.mail.text ?? '') ?? []
    assert.ok(code !== undefined && !text.includes(code))
  })

  it('lines of the log name the trace and the span', () => {
    const lines = server.log.map((line) => JSON.parse(line) as Record<string, string>)
    const signIn = lines.find(({ msg }) => msg === 'login.succeeded')
    assert.equal(signIn?.['trace_id'], traceId)
    const span = collector.spans.find(({ spanId }) => spanId === signIn['span_id'])
    assert.ok(span !== undefined)
  })
})

/** A server, what is done with it, and what a collector has then seen. */
async function seen(
  tracing: (collector: Collector) => Overrides,
  work: (server: TestServer, collector: Collector) => Promise<unknown>,
  env: Readonly<Record<string, string>> = {},
) {
  const collector = await startCollector()
  try {
    const server = await startServer(tracing(collector), { env })
    await work(server, collector)
    await server.close()
    return { ...collector, log: server.log }
  } finally {
    await collector.close()
  }
}
const withFile = (collector: Collector) => ({ tracing: otlp(collector) })
const whoami = 'GET /sessions/whoami'

/** The spans of a tracer by this configuration, without a server: one for each of these headers. */
async function sent(
  t: TestContext,
  tracing: (collector: Collector) => object | undefined,
  env: (collector: Collector) => Readonly<Record<string, string>> = () => ({}),
  requests: readonly IncomingHeaders[] = [{}],
) {
  const collector = await startCollector()
  t.after(() => collector.close())
  const { config } = read(
    { cwd: scratch(t), env: env(collector) },
    JSON.stringify({ tracing: tracing(collector) ?? {} }),
  )
  const tracer = await openTracer(config.tracing, {
    version: '1.2.3',
    onFailure: (error) => assert.fail(String(error)),
  })
  const spans = requests.map((headers) => tracer?.beginRequest('request', headers))
  for (const span of spans) span?.end()
  await tracer?.close()
  return { collector, headers: spans.map((span) => span?.headers()) }
}
const without = () => undefined

describe('traces', () => {
  for (const protocol of ['http/protobuf', 'http/json'])
    for (const compression of ['none', 'gzip'])
      it(`are sent by the variables of OpenTelemetry alone: ${protocol}, ${compression}`, async (t) => {
        const { collector } = await sent(t, without, ({ url }) => ({
          OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`,
          OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
          OTEL_EXPORTER_OTLP_COMPRESSION: compression,
          OTEL_EXPORTER_OTLP_HEADERS: 'x-team=sign%20in,Authorization=Bearer a',
          OTEL_SERVICE_NAME: 'by-variable',
          OTEL_RESOURCE_ATTRIBUTES: 'host.name=a%2Cb,service.name=other',
        }))
        const [request] = collector.requests
        assert.deepEqual(
          collector.spans.map(({ name, kind }) => [name, kind]),
          [['request', 1]],
        )
        assert.equal(request?.url, '/v1/traces')
        assert.deepEqual(
          ['x-team', 'authorization', 'content-encoding'].map((one) => request.headers[one]),
          ['sign in', 'Bearer a', compression === 'gzip' ? 'gzip' : undefined],
        )
        assert.deepEqual(collector.resources, [
          { 'service.name': 'by-variable', 'host.name': 'a,b', 'service.version': '1.2.3' },
        ])
      })

  it('are sent to Zipkin', async (t) => {
    const { collector } = await sent(t, ({ url }) => ({
      provider: 'zipkin',
      providers: { zipkin: { server_url: `${url}/api/v2/spans` } },
    }))
    assert.deepEqual(
      collector.spans.map(({ name }) => name),
      ['request'],
    )
    assert.equal(collector.requests[0]?.url, '/api/v2/spans')
  })

  it('come with what the configuration gives for the server that takes them', async (t) => {
    const { collector } = await sent(t, (one) => otlp(one, { authorization_header: 'Basic abc' }))
    assert.equal(collector.requests[0]?.headers.authorization, 'Basic abc')
  })

  for (const propagator of propagators)
    it(`go on from request to request by headers of the form ${propagator}`, async (t) => {
      const env = () => ({ OTEL_PROPAGATORS: propagator })
      const first = await sent(t, otlp, env)
      const second = await sent(t, otlp, env, [first.headers[0] ?? {}])
      const [[root], [below]] = [first.collector.spans, second.collector.spans]
      assert.ok(root)
      assert.deepEqual([below?.traceId, below?.parentId], [root.traceId, root.spanId])
    })

  it('begin anew where a header names no trace', async (t) => {
    const requests = [
      `00-${'0'.repeat(32)}-${parentId}-01`,
      `ff-${traceId}-${parentId}-01`,
      `00-${traceId}-${parentId}-01-more`,
      traceId,
    ].map((traceparent) => ({ traceparent }))
    const { collector } = await sent(t, otlp, undefined, requests)
    assert.equal(collector.spans.length, requests.length)
    for (const span of collector.spans)
      assert.deepEqual([span.parentId, span.traceId === traceId], ['', false])
  })

  const asked = { traceparent: `00-${traceId}-${parentId}-01` },
    unwanted = { traceparent: `00-${traceId}-${parentId}-00` }
  for (const [sampling, takesNew, takesAsked, takesUnwanted] of [
    [{ sampling: { sampling_ratio: 0 } }, false, true, false],
    [{ sampling: { sampling_ratio: 1 } }, true, true, false],
    ['always_off', false, false, false],
    ['always_on', true, true, true],
    ['traceidratio 0', false, false, false],
    ['parentbased_always_off', false, true, false],
    ['parentbased_always_on', true, true, false],
    ['parentbased_traceidratio 0', false, true, false],
  ] as const)
    it(`are sampled as ${JSON.stringify(sampling)} says`, async (t) => {
      const [sampler = '', argument = ''] = typeof sampling === 'string' ? sampling.split(' ') : []
      const { collector } = await sent(
        t,
        (one) => otlp(one, typeof sampling === 'string' ? {} : sampling),
        () => ({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: argument }),
        [{}, asked, unwanted],
      )
      const expected = [takesNew, takesAsked, takesUnwanted].filter(Boolean).length
      assert.equal(collector.spans.length, expected)
      assert.equal(collector.requests.length, Math.min(expected, 1))
    })

  it('tell of who am I with its query to the database, and nothing of health', async () => {
    const { spans } = await seen(withFile, async (server) => {
      const jar = new Jar()
      const flow = await openSpa(server, 'registration', jar)
      const person = { method: 'password', password, traits: { email } }
      await submitSpa(server, 'registration', flow, jar, person)
      assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
      for (const side of ['public', 'admin'] as const)
        for (const url of ['/health/alive', '/health/ready'])
          assert.equal((await server[side]('GET', url)).status, 200)
    })
    const root = spans.find(({ name }) => name === whoami)
    assert.equal(root?.attributes['http.response.status_code'], 200)
    assert.ok(spans.some(({ parentId: parent }) => parent === root.spanId))
    assert.ok(!spans.some(({ name }) => name.includes('health')))
  })

  it('are told to a service that sends messages', async () => {
    const service = await startReceiver()
    const courier = {
      delivery_strategy: 'http',
      http: { request_config: { url: service.url, method: 'POST' } },
    }
    const { spans } = await seen(
      (collector) => ({
        ...withFile(collector),
        courier,
        selfservice: { flows: { verification: { enabled: true } } },
      }),
      async (server) => {
        const person = { method: 'password', password, traits: { email } }
        await submit(server, 'registration', await openApi(server, 'registration'), person)
        await server.app.courier.drain()
      },
    )
    await service.close()
    const [, trace, span] = String(service.calls[0]?.headers['traceparent']).split('-')
    const calling = spans.find(({ spanId }) => spanId === span)
    const delivery = spans.find(({ spanId }) => spanId === calling?.parentId)
    assert.deepEqual([calling?.traceId, delivery?.name], [trace, 'deliver email'])
  })

  for (const how of ['refuse', 'never'] as const)
    it(`change no answer where they are taken by nobody (${how}), and it is told of once`, async () => {
      const told = (log: readonly string[]) =>
        log.filter((line) => line.includes('traces could not be sent')).length
      const work = async (server: TestServer, collector: Collector) => {
        collector.answers(how)
        const ask = async () =>
          assert.equal((await server.public('GET', '/sessions/whoami')).status, 401)
        for (let at = 0; at < 3; at++) await ask()
        while (told(server.log) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
        await ask()
      }
      const env = { OTEL_EXPORTER_OTLP_TIMEOUT: '150', OTEL_BSP_SCHEDULE_DELAY: '10' }
      const { log } = await seen(withFile, work, env)
      assert.equal(told(log), 1)
    })

  it('that cannot be sent hold up the end of the server for a limited time', async (t) => {
    const collector = await startCollector()
    t.after(() => collector.close())
    collector.answers('never')
    const { config } = read({ cwd: scratch(t) }, JSON.stringify({ tracing: otlp(collector) }))
    const tracer = await openTracer(config.tracing, {
      version: '',
      onFailure: () => undefined,
      closeMs: 30,
    })
    tracer?.beginRequest('request', {}).end()
    await tracer?.close()
    assert.equal(collector.spans.length, 0)
  })
})
