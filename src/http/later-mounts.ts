// Mounts whose routes are made when a request asks for one of them: a route takes time to make and
// memory to keep, and most servers never see requests for most of them.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Mount } from './route.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** This one, and those for the mounts that are made later, which are made for that. */
    readonly instances: () => readonly FastifyInstance[]
  }
  interface FastifyRequest {
    /** Whether another instance answers it, with hooks of its own. */
    isHandedOver: boolean
  }
}

export type LaterMounts = {
  /** Those of the mounts, none of them empty. */
  readonly prefixes: readonly string[]
  readonly mounts: () => readonly Mount[]
}

/**
 * Has the requests of `app` for which it has no route answered by an instance for the mounts of their
 * address, which `open` makes for the first of them. To be called before other hooks are added.
 */
export function handOver(
  app: FastifyInstance,
  later: readonly LaterMounts[],
  open: (mounts: readonly Mount[]) => FastifyInstance,
): void {
  const opened = new Map<LaterMounts, FastifyInstance>()

  function instanceFor(mounts: LaterMounts): FastifyInstance {
    const known = opened.get(mounts)
    if (known) return known
    const made = open(mounts.mounts())
    opened.set(mounts, made)
    return made
  }

  app.decorate('instances', () => [app, ...later.map(instanceFor)])
  app.decorateRequest('isHandedOver', false)
  if (later.length === 0) return
  app.addHook('onRequest', (request, reply, done) => {
    const mounts = request.is404 ? laterAt(later, request.url) : undefined
    if (!mounts) return done()
    try {
      pass(request, reply, instanceFor(mounts), done)
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  })
  app.addHook('onClose', async () => {
    await Promise.all([...opened.values()].map((one) => one.close()))
  })
}

function pass(
  request: FastifyRequest,
  reply: FastifyReply,
  to: FastifyInstance,
  refuse: (error: Error) => void,
): void {
  to.ready().then(() => {
    request.isHandedOver = true
    reply.hijack()
    to.routing(request.raw, reply.raw)
  }, refuse)
}

/** The mounts below whose prefix an address is. */
function laterAt(later: readonly LaterMounts[], url: string): LaterMounts | undefined {
  const path = decoded(url.split('?', 1)[0] ?? '')
  return later.find(({ prefixes }) =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  )
}

/** As it is where it cannot be decoded, which then has no route either. */
function decoded(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
