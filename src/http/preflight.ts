import type { FastifyInstance } from 'fastify'
import type { Cors } from './cors.ts'

/** Answers the questions that browsers ask before requests to other origins. */
export function addPreflight(app: FastifyInstance, cors: Cors): void {
  app.addHook('onRequest', (request, reply, done) => {
    const method = request.headers['access-control-request-method']
    const origin = request.headers.origin
    if (request.method !== 'OPTIONS' || method === undefined || origin === undefined) return done()
    void reply
      .code(204)
      .headers(cors.preflight(origin, method, request.headers['access-control-request-headers']))
      .send()
  })
}
