import type { Config } from '#config/config.ts'
import { healthRoutes, type HealthParts } from '#editions/shared/health.ts'
import { Refusal } from '#errors/refusal.ts'
import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'
import type { Metrics } from '#telemetry/metrics.ts'

const failed = json(500, {
  error: {
    code: 500,
    status: 'Internal Server Error',
    message: 'The figures could not be collected.',
  },
})

/** Mounts the Prometheus metrics and the health checks, and nothing else. */
export const metricsMounts = (
  metrics: Metrics,
  health: HealthParts,
  config: Config,
): readonly Mount[] =>
  operationsMount(metrics, config).map((mount) => ({
    ...mount,
    routes: [...mount.routes, ...healthRoutes(health)],
  }))

/** Mounts the Prometheus metrics on the admin listener. */
export function operationsMount(metrics: Metrics, config: Config): readonly Mount[] {
  const metricsRoute = route(
    'GET',
    '/metrics/prometheus',
    ({ headers }) => headers.accept,
    metrics.answer,
    (body) => ({ status: 200, body }),
  )
  const mount = {
    routes: [metricsRoute],
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
        : failed,
  }
  return [
    { ...mount, prefix: '' },
    { ...mount, prefix: '/admin' },
  ]
}
