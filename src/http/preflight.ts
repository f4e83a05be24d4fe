import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cors } from './cors.ts'

/** Answers the question that a browser asks before a request to another origin. */
export function answersPreflight(
  cors: Cors,
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
): boolean {
  const wanted = headers['access-control-request-method']
  const { origin } = headers
  if (method !== 'OPTIONS' || wanted === undefined || origin === undefined) return false
  void reply
    .code(204)
    .headers(cors.preflight(origin, wanted, headers['access-control-request-headers']))
    .send()
  return true
}
