import type { FastifyRequest } from 'fastify'
import type { Actor } from '#audit/entry.ts'
import type { Role } from '#operators/role.ts'

/** Whom the guard of the administration has let in, and with what right. */
export type Admitted = { readonly role: Role; readonly actor: Actor }

/** Where no token is asked for. */
export const anybody: Admitted = {
  role: 'admin',
  actor: { kind: 'anonymous', right: 'admin' },
}

const admitted = new WeakMap<FastifyRequest, Admitted>()

export const admit = (request: FastifyRequest, who: Admitted): void =>
  void admitted.set(request, who)

/** Who makes a request that the guard has let in. */
export const admittedOf = (request: FastifyRequest): Admitted => admitted.get(request) ?? anybody
