import type { FastifyRequest } from 'fastify'
import type { Admitted } from '#flow/caller.ts'

/** Where no token is asked for. */
export const anybody: Admitted = {
  role: 'admin',
  actor: { kind: 'anonymous', right: 'admin' },
}

const admitted = new WeakMap<object, Admitted>()

export const admit = (request: FastifyRequest, who: Admitted): void =>
  void admitted.set(request, who)

/** Who makes a request that the guard of the administration has let in. */
export const admittedOf = (request: object): Admitted => admitted.get(request) ?? anybody
