import type { Config } from '#config/config.ts'
import type { Tracer } from '#lib/tracing.ts'
import type { Log } from '#telemetry/log.ts'
import { openTracer } from '#telemetry/tracer.ts'
import { version } from './version.ts'

/** The tracer of a configuration, if it has traces sent. */
export const tracerOf = ({ tracing }: Config, log: Log): Promise<Tracer | undefined> =>
  openTracer(tracing, {
    version,
    onFailure: (error, times) => log.warn({ err: error, times }, 'traces could not be sent'),
  })
