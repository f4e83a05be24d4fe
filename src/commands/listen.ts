import type { FastifyInstance } from 'fastify'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Listener } from '#config/config.ts'
import { Refusal } from '#errors/refusal.ts'

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the address is already in use',
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'unknown host name',
  ENOENT: 'no such directory',
}

type Place = Pick<Listener, 'host' | 'port' | 'socket'>
type Name = 'serve.public' | 'serve.admin' | '--expose-metrics-port'

/** Where the system spreads connections over the processes that listen on one port. */
const spreads = process.platform === 'linux' || process.platform === 'freebsd'
const isSpread = ({ socket, port }: Place): boolean => spreads && socket === undefined && port !== 0

/**
 * Starts listening; `shared`: several processes do on this address. Throws
 * `Refusal('misconfigured')` naming the setting when the address cannot be bound.
 */
export async function listen(
  server: FastifyInstance,
  name: Name,
  place: Place,
  use?: 'shared',
): Promise<void> {
  const { host, port, socket } = place
  const more = use === 'shared' && isSpread(place) ? { reusePort: true } : {}
  try {
    await server.listen(socket === undefined ? { host, port, ...more } : { path: socket })
  } catch (error) {
    throw explained(error, name, place)
  }
}

/** A server that was killed may leave its port a moment later. */
const tries = 5,
  pauseMs = 100

/**
 * Throws as `listen` where an address cannot be bound. Several processes that share a port would not
 * notice another server on it.
 */
export async function checkFree(name: Name, place: Place): Promise<void> {
  if (!isSpread(place)) return
  for (let left = tries; ; left--) {
    const server = createServer()
    try {
      server.listen({ host: place.host, port: place.port, exclusive: true })
      await once(server, 'listening')
      await new Promise((resolve) => server.close(resolve))
      return
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || left <= 1) throw explained(error, name, place)
      await sleep(pauseMs)
    }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

function explained(error: unknown, name: Name, { host, port, socket }: Place): unknown {
  const code = codeOf(error),
    reason = reasons[code]
  if (reason === undefined) return error
  return new Refusal('misconfigured', {
    reason: `cannot listen on ${socket ?? `${host}:${port}`} ` + `(${name}): ${reason} (${code})`,
    cause: error,
  })
}
