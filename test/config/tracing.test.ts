// What is said of traces that cannot be sent as the configuration or the variables want it. How they
// are sent is in test/telemetry.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultsOf, read, scratch } from './files.ts'

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }

describe('traces', () => {
  for (const [text, env, sentence] of [
    ['tracing: {provider: jaeger}', {}, /^1\.yml:1: tracing\.provider: jaeger is not spoken here/],
    ['tracing: {provider: datadog}', {}, /tracing\.provider: datadog is not spoken here/],
    ['tracing: {service_name: x}', {}, /^accepted, but without effect: tracing$/],
    ['tracing: {providers: {otlp: {insecure: true}}}', {}, /without effect: tracing$/],
    ['tracing: {provider: otel}', { OTEL_SDK_DISABLED: 'true' }, /OTEL_SDK_DISABLED is true/],
    ['', { OTEL_TRACES_EXPORTER: 'console' }, /^OTEL_TRACES_EXPORTER .*no traces are sent$/],
    ['', { ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /^OTEL_EXPORTER_OTLP_PROTOCOL has/],
    ['', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, /^OTEL_EXPORTER_OTLP_ENDPOINT has/],
  ] as const)
    it(`are not sent, and it is said why: ${text} ${JSON.stringify(env)}`, (t) => {
      const { config, warnings } = read({ cwd: scratch(t), env }, text || 'log: {}')
      assert.equal(config.tracing, undefined)
      assert.equal(warnings.length, 1)
      assert.match(warnings[0] ?? '', sentence)
    })

  for (const [name, value] of [
    ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
    ['OTEL_PROPAGATORS', 'tracecontext,xray'],
    ['OTEL_BSP_SCHEDULE_DELAY', 'soon'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'br'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'no-value'],
    ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', '3'],
  ] as const)
    it(`are sent, and ${name} is named, where its value is not known`, (t) => {
      const env = { ...endpoint, [name]: value }
      const { config, warnings } = read({ cwd: scratch(t), env }, 'log: {}')
      assert.ok(config.tracing)
      assert.equal(warnings.length, 1)
      assert.ok(warnings.join().includes(name), warnings.join())
    })

  it('are sent nowhere and nothing is said without a configuration, and with none wanted', (t) => {
    for (const more of [{}, { OTEL_TRACES_EXPORTER: 'none', ...endpoint }]) {
      const env: Record<string, string> = more
      const { config, warnings } = read({ cwd: scratch(t), env }, 'log: {}')
      assert.deepEqual([config.tracing, warnings], [undefined, []])
    }
  })

  for (const [server, url] of [
    ['collector:4318', 'https://collector:4318/v1/traces'],
    ['[::1]:4318', 'https://[::1]:4318/v1/traces'],
    ['http://collector/', 'http://collector/v1/traces'],
    ['https://collector/a/b', 'https://collector/a/b'],
  ] as const)
    it(`go to ${url} for ${server}`, (t) => {
      const { config } = read(
        { cwd: scratch(t) },
        `tracing: {provider: otel, providers: {otlp: {server_url: "${server}"}}}`,
      )
      assert.equal(config.tracing?.exporter.url, url)
    })

  it('go to no address with a name and password, or that is none', (t) => {
    for (const url of ['http://a:hunter2@b:1', 'ftp://a', 'a b'])
      for (const [provider, section] of [
        ['otel', 'otlp'],
        ['zipkin', 'zipkin'],
      ] as const) {
        const [fault] = faultsOf(
          { cwd: scratch(t) },
          `tracing: {provider: ${provider}, providers: {${section}: {server_url: "${url}"}}}`,
        )
        assert.match(fault ?? '', /^1\.yml:1: tracing\.providers\.\w+\.server_url is no address/)
        assert.doesNotMatch(fault ?? '', /hunter2/)
      }
  })

  it('a share may come from a variable, as every key', (t) => {
    const env = {
      TRACING_PROVIDER: 'otel',
      TRACING_PROVIDERS_OTLP_SAMPLING_SAMPLING_RATIO: '0.25',
    }
    const { config } = read({ cwd: scratch(t), env }, 'log: {}')
    assert.equal(config.tracing?.sampling.ratio, 0.25)
    const faulty = { ...env, TRACING_PROVIDERS_OTLP_SAMPLING_SAMPLING_RATIO: '2' }
    assert.match(faultsOf({ cwd: scratch(t), env: faulty }, 'log: {}').join(), /from 0 to 1/)
  })
})
