import type { Config } from '#config/config.ts'
import { Refusal } from '#errors/refusal.ts'
import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'
import type { Metrics } from '#telemetry/metrics.ts'

const unavailable = json(500, {
  error: {
    code: 500,
    status: 'Internal Server Error',
    message: 'The figures could not be collected.',
  },
})

/**
 * What operators read besides the editions: the figures for Prometheus. On the admin listener only.
 */
export function operationsMount(metrics: Metrics, config: Config): readonly Mount[] {
  const figures = route(
    'GET',
    '/metrics/prometheus',
    () => undefined,
    metrics.text,
    (raw) => ({ status: 200, body: { raw, type: metrics.contentType } }),
  )
  const mount = {
    routes: [figures],
    cookies: undefined,
    baseUrl: config.admin.baseUrl,
    variesByCookie: false,
    refuse: (error: unknown) =>
      error instanceof Refusal && error.kind === 'unauthorized'
        ? json(401, {
            error: {
              code: 401,
              status: 'Unauthorized',
              reason: error.reason,
              message: 'The figures are for administrators.',
            },
          })
        : unavailable,
  }
  return [
    { ...mount, prefix: '' },
    { ...mount, prefix: '/admin' },
  ]
}
