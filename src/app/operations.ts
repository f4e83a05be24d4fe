import type { Config } from '#config/config.ts'
import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'
import type { Metrics } from '#telemetry/metrics.ts'

/** What operators read besides the editions: the figures for Prometheus. On the admin listener only. */
export function operationsMount(metrics: Metrics, config: Config): readonly Mount[] {
  const figures = route('GET', '/metrics/prometheus', () => undefined, metrics.text, (raw) => ({ status: 200, body: { raw, type: metrics.contentType } }))
  const mount = { routes: [figures], cookies: undefined, baseUrl: config.admin.baseUrl, variesByCookie: false, refuse: () => json(500, { error: { code: 500, status: 'Internal Server Error', message: 'The figures could not be collected.' } }) }
  return [{ ...mount, prefix: '' }, { ...mount, prefix: '/admin' }]
}
