import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'
import type { Config } from '#config/config.ts'
import type { Tokenizer } from '#session/tokenizer.ts'

/** Where those who verify tokens made of sessions find the keys. */
export function tokenKeysMount(
  { publicKeys }: Pick<Tokenizer, 'publicKeys'>,
  config: Config,
): Mount {
  const keys = route(
    'GET',
    '/.well-known/pallas/jwks.json',
    () => undefined,
    publicKeys,
    (set) => ({ ...json(200, set), headers: { 'cache-control': 'public, max-age=300' } }),
  )
  return {
    prefix: '',
    routes: [keys],
    cookies: undefined,
    baseUrl: config.public.baseUrl,
    variesByCookie: false,
    refuse: () =>
      json(500, {
        error: {
          code: 500,
          status: 'Internal Server Error',
          message: 'The keys could not be read.',
        },
      }),
  }
}
