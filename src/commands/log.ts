import type { Config } from '#config/config.ts'
import { createLog, type Log } from '#telemetry/log.ts'

/**
 * The log of a process that serves or delivers: its lines name traces where they are sent, and the worker
 * that it is among several.
 */
export const logOf = ({ log, tracing }: Pick<Config, 'log' | 'tracing'>, worker?: number): Log =>
  createLog({ ...log, namesTraces: tracing !== undefined, worker })
