import { openApi, type ApiInfo } from '#http/openapi.ts'
import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'

/** Adds the route `/openapi.json` with the OpenAPI document of the mount's routes. */
export function withDocument(mount: Mount, api: ApiInfo): Mount {
  let cached: object | undefined
  const document = () => (cached ??= openApi(api, mount.routes, mount.baseUrl))
  return {
    ...mount,
    routes: [
      ...mount.routes,
      route(
        'GET',
        '/openapi.json',
        () => undefined,
        document,
        (body) => json(200, body),
        { ignoresCookies: true },
      ),
    ],
  }
}
