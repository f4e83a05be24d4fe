// The metrics, the alerts and the dashboard, with a real Prometheus that scrapes a server at work.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse } from 'yaml'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { until } from '../support/process-figures.ts'
import { prometheusMissing, startPrometheus, type Prometheus } from '../support/prometheus.ts'
import { startCollector, type Collector } from '../support/trace-collector.ts'

const folder = join(import.meta.dirname, '../../deploy/monitoring')
const rulesFile = join(folder, 'alerts.yml')
const rules: readonly { readonly alert: string; readonly expr: string }[] = parse(
  readFileSync(rulesFile, 'utf8'),
).groups.flatMap((group: any) => group.rules)
const dashboard = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8'))
const expressions: readonly { readonly title: string; readonly expr: string }[] =
  dashboard.panels.flatMap(({ title, targets = [] }: any) =>
    targets.map(({ expr }: any) => ({ title, expr })),
  )
const inForce = (expression: string): string =>
  expression.replaceAll('$__rate_interval', '30s').replaceAll('$job', '.*')
/** What an alert asks for, without its threshold: what it is measured by. */
const measured = (expression: string): string => expression.split(/\s(?:==|>|<)\s/)[0] ?? ''
/** Metrics that only appear with the first event. */
const rare = /kind="(?:message|hook|provider)\.\w+"|status_bucket="5xx"|verdict=/

describe('a real Prometheus', { skip: prometheusMissing }, () => {
  let server: Crashable, prometheus: Prometheus, collector: Collector

  before(async () => {
    collector = await startCollector()
    server = await crashable({
      tracing: {
        provider: 'otel',
        providers: { otlp: { server_url: collector.host, insecure: true } },
      },
    })
    await server.start()
    prometheus = await startPrometheus(new URL(server.adminUrl).host, rulesFile)
    await until(async () => (await prometheus.query('pallas_ready == 1')).length === 1, 60_000)
    const person = await register(server.url, 'ada@example.org')
    for (let n = 0; n < 30; n++) {
      await login(server.url, 'ada@example.org', n % 2 === 0 ? 'a-wrong-password' : undefined)
      await fetch(`${server.url}/sessions/whoami`, {
        headers: { 'x-session-token': String(person?.json.session_token) },
      })
    }
    await fetch(`${server.adminUrl}/admin/identities/nobody`)
    // NOTE it goes on meanwhile: a rate needs two looks at a series that grows
    await until(async () => {
      await login(server.url, 'ada@example.org', 'a-wrong-password')
      await login(server.url, 'ada@example.org')
      const rates = await prometheus.query(
        'rate(pallas_events_total{kind="login.failed"}[30s]) > 0',
      )
      return rates.length > 0
    }, 60_000)
  })
  after(async () => {
    await prometheus?.stop()
    await server?.remove()
    await collector?.close()
  })

  it('accepts the rules and the example of a configuration', () => {
    for (const [what, file] of [
      ['rules', rulesFile],
      ['config', join(folder, 'prometheus.yml')],
    ] as const) {
      const options = what === 'config' ? ['--syntax-only'] : []
      const { status, stdout, stderr } = spawnSync('promtool', ['check', what, ...options, file], {
        encoding: 'utf8',
      })
      assert.equal(status, 0, `${stdout}${stderr}`)
    }
  })

  it('reads both formats, each sample once', async () => {
    for (const accept of ['text/plain', 'application/openmetrics-text']) {
      const text = await (
        await fetch(`${server.adminUrl}/metrics/prometheus`, { headers: { accept } })
      ).text()
      const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      const names = samples.map((line) =>
        line.slice(0, line.lastIndexOf('} ') + 1 || line.indexOf(' ')),
      )
      assert.equal(new Set(names).size, names.length, accept)
      if (accept === 'text/plain') {
        const checked = spawnSync('promtool', ['check', 'metrics'], {
          input: text,
          encoding: 'utf8',
        })
        assert.doesNotMatch(checked.stderr, /error while linting|text format parsing/)
      }
    }
    const [target] = (await prometheus.get('/api/v1/targets')).activeTargets
    assert.deepEqual([target.health, target.lastError], ['up', ''])
  })

  for (const { title, expr } of expressions)
    it(`has data for the panel ${title}: ${expr.slice(0, 60)}`, async () => {
      const series = await prometheus.query(inForce(expr))
      if (!/message/.test(expr)) assert.ok(series.length > 0, expr)
      for (const { value } of series) assert.ok(!Number.isNaN(value) || /quantile/.test(expr), expr)
    })

  it('names the traces of slow requests', async () => {
    const exemplars = await prometheus.get(
      `/api/v1/query_exemplars?query=pallas_http_request_seconds_bucket&start=${Date.now() / 1000 - 600}&end=${Date.now() / 1000}`,
    )
    const ids = exemplars.flatMap(({ exemplars: all }: any) =>
      all.map((one: any) => one.labels.trace_id),
    )
    assert.ok(ids.length > 0)
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/)
  })

  for (const { alert, expr } of rules)
    it(`is quiet about ${alert}, of which it has what is measured`, async () => {
      assert.deepEqual(await prometheus.query(expr), [], 'while all is well')
      if (!rare.test(expr))
        assert.ok((await prometheus.query(measured(expr))).length > 0, measured(expr))
    })

  it('alerts when the server is gone', async () => {
    await server.kill()
    await until(async () => {
      const { alerts } = await prometheus.get('/api/v1/alerts')
      return alerts.some(({ labels }: any) => labels.alertname === 'PallasDown')
    }, 15_000)
  })
})

it('each alert is explained in the runbook, and no other', () => {
  const text = readFileSync(join(folder, '../../docs/operations.md'), 'utf8')
  const section = text.slice(text.indexOf('\n## Alerts'))
  const explained = [...section.matchAll(/^### (.*)$/gm)].flatMap(([, names]) => names?.split(', '))
  assert.deepEqual(new Set(explained), new Set(rules.map(({ alert }) => alert)))
})
