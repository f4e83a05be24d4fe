// What a listener serves, read from its router.
import type { FastifyInstance } from 'fastify'

export type ServedRoute = { readonly path: string; readonly methods: readonly string[] }

/** Every route of a listener. */
export const servedRoutes = (listener: FastifyInstance): readonly ServedRoute[] =>
  listener.instances().flatMap(routesOf)

function routesOf(instance: FastifyInstance): readonly ServedRoute[] {
  const parents: string[] = []
  return instance
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods] =
        /^(.*?)[└├]── (\S*)(?: \((.*)\))?/.exec(line) ?? []
      if (part === '') return []
      const depth = indent.length / 4
      parents.length = depth
      parents.push(part)
      return methods === undefined ? [] : [{ path: parents.join(''), methods: methods.split(', ') }]
    })
}

const elsewhere = /^\/ui\/(assets|sign-in|signed-out)(\/|$)/

/**
 * The pages of the console and what its forms do, on the admin listener; not its stylesheet, nor what
 * leads into it.
 */
export const consoleRoutesOf = (admin: FastifyInstance): readonly ServedRoute[] =>
  servedRoutes(admin).filter(({ path }) => /^\/ui(\/|$)/.test(path) && !elsewhere.test(path))
