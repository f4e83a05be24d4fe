import type { FastifyInstance } from 'fastify'
import type { Listener } from '#config/config.ts'
import { Refusal } from '#errors/refusal.ts'

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this account may not listen there',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'there is no host of that name',
  ENOENT: 'there is no such folder',
}

/**
 * Opens a listener; throws `Refusal('misconfigured')` that names the setting when the address
 * cannot be had.
 */
export async function listen(
  server: FastifyInstance,
  name: 'public' | 'admin',
  { host, port, socket }: Listener,
): Promise<void> {
  try {
    await server.listen(socket === undefined ? { host, port } : { path: socket })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = reasons[code]
    if (reason === undefined) throw error
    throw new Refusal('misconfigured', {
      reason: `cannot listen on ${socket ?? `${host}:${port}`} (serve.${name}): ${reason} (${code})`,
      cause: error,
    })
  }
}
