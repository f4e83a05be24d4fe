import { openApi, type ApiInfo } from '#http/openapi.ts'
import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'

/** A mount that also serves the OpenAPI document of its routes, at `/openapi.json`. */
export function withDocument(mount: Mount, api: ApiInfo): Mount {
  let made: object | undefined
  const document = () => (made ??= openApi(api, mount.routes, mount.baseUrl))
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
