// Browsers that sign in by a provider through the editions that came before the current one.
import type { Jar } from './jar.ts'
import { served } from './served.ts'
import type { Answer, TestServer } from './server.ts'

const html = { accept: 'text/html' }
const pathOf = (location: string | undefined): string =>
  (location ?? '').replace('http://127.0.0.1:4433', '')
const idIn = (location: string | undefined, name: string): string =>
  new URL(location ?? 'http://nowhere/').searchParams.get(name) ?? ''

/** Opens a form, chooses a provider, agrees, comes back. */
export type ProviderEdition = {
  readonly name: string
  open(server: TestServer, kind: 'login' | 'registration' | 'settings', jar: Jar): Promise<any>
  send(
    server: TestServer,
    kind: 'login' | 'registration' | 'settings',
    flow: any,
    jar: Jar,
    fields: Readonly<Record<string, string>>,
  ): Promise<Answer>
  whoami: string
}

const withFlows = (name: string, prefix: string): ProviderEdition => {
  const show = async (server: TestServer, kind: string, id: string, jar: Jar) =>
    (await server.public('GET', `${prefix}/self-service/${kind}/flows?id=${id}`, { jar })).json
  return {
    name,
    whoami: `${prefix}/sessions/whoami`,
    open: async (server, kind, jar) =>
      show(
        server,
        kind,
        idIn(
          (await server.public('GET', `${prefix}/self-service/${kind}/browser`, { ...html, jar }))
            .location,
          'flow',
        ),
        jar,
      ),
    send: (server, _kind, flow, jar, fields) =>
      server.public('POST', pathOf(flow.ui.action), {
        ...html,
        jar,
        form: { csrf_token: flow.ui.nodes[0].attributes.value, ...fields },
      }),
  }
}

const withRequests = (name: string, prefix: string, link: string): ProviderEdition => ({
  name,
  whoami: `${prefix}/sessions/whoami`,
  async open(server, kind, jar) {
    const { location } = await server.public(
      'GET',
      `${prefix}/self-service/browser/flows/${kind}`,
      { ...html, jar },
    )
    return (
      await server.public(
        'GET',
        `${prefix}/self-service/browser/flows/requests/${kind}?request=${idIn(location, 'request')}`,
        { jar },
      )
    ).json
  },
  async send(server, kind, flow, jar, fields) {
    const config = (flow.methods.oidc ?? flow.methods.profile).config
    const token = config.fields.find((one: any) => one.name === 'csrf_token').value
    const url = kind === 'settings' ? `${prefix}${link}?request=${flow.id}` : pathOf(config.action)
    return server.public('POST', url, { ...html, jar, form: { csrf_token: token, ...fields } })
  },
})

export const olderEditions: readonly ProviderEdition[] = served([
  withRequests('v0.2', '/v0.2', ''),
  withRequests('v0.4', '/v0.4', '/self-service/browser/flows/strategies/oidc/settings/connections'),
  withFlows('v0.6', '/v0.6/api/kratos/public'),
  withFlows('v0.7', '/v0.7/api/kratos/public'),
])

/**
 * Follows the browser from page to page until it leaves this server; `consent` says where it comes
 * back to from the provider.
 */
export async function follow(
  server: TestServer,
  answer: Answer,
  jar: Jar,
  consent: (address: string) => string | undefined,
): Promise<Answer> {
  let current = answer
  for (let hops = 0; hops < 6; hops++) {
    const { location = '' } = current
    const path = location.startsWith('http://127.0.0.1:4433/')
      ? pathOf(location)
      : consent(location)
    if (path === undefined) return current
    current = await server.public('GET', path, { ...html, jar })
  }
  return current
}
