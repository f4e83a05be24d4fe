import type { FastifyInstance } from 'fastify'
import type { Listener } from '#config/config.ts'
import { Refusal } from '#errors/refusal.ts'

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the address is already in use',
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'unknown host name',
  ENOENT: 'no such directory',
}

/**
 * Starts listening. Throws `Refusal('misconfigured')` naming the setting when the address cannot be
 * bound.
 */
export async function listen(
  server: FastifyInstance,
  name: 'serve.public' | 'serve.admin' | '--expose-metrics-port',
  { host, port, socket }: Pick<Listener, 'host' | 'port' | 'socket'>,
): Promise<void> {
  try {
    await server.listen(socket === undefined ? { host, port } : { path: socket })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = reasons[code]
    if (reason === undefined) throw error
    throw new Refusal('misconfigured', {
      reason: `cannot listen on ${socket ?? `${host}:${port}`} ` + `(${name}): ${reason} (${code})`,
      cause: error,
    })
  }
}
