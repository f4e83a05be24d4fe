// Pages that a server renders with @ory/elements-markup: plain forms, which the browser sends to Pallas.
import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { document, kinds, startUi, type Asked, type Kind, type Served, type Ui } from './ui.ts'

// the package imports express, which it does not bring and which only its helper for express needs
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'express'
      ? { url: 'data:text/javascript,export default {}', shortCircuit: true }
      : next(specifier, context),
})
export const markup = await import('@ory/elements-markup')
const styles = readFileSync(
  createRequire(import.meta.url).resolve('@ory/elements-markup/style.css'),
  'utf8',
)

const titles = {
  login: 'Sign in',
  registration: 'Sign up',
  recovery: 'Recover your account',
  verification: 'Verify your address',
  settings: 'Settings',
}

/** The user interface for the server with that public address. */
export function startMarkupUi(port: number, pallas: string): Promise<Ui> {
  const get = async (path: string, cookie: string): Promise<any> => {
    const answer = await fetch(`${pallas}${path}`, {
      headers: { cookie, accept: 'application/json' },
    })
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return { status: answer.status, body: await answer.json() }
  }

  async function flowPage(kind: Kind, { query, cookie }: Asked): Promise<Served> {
    const id = query.get('flow')
    const begin = { location: `${pallas}/self-service/${kind}/browser?${query.toString()}` }
    if (id === null) return begin
    const { status, body } = await get(`/self-service/${kind}/flows?id=${id}`, cookie)
    if (typeof body.error?.details?.redirect_to === 'string')
      return { location: body.error.details.redirect_to }
    if (typeof body.redirect_browser_to === 'string') return { location: body.redirect_browser_to }
    if (status === 403 || status === 404 || status === 410) return begin
    if (status !== 200) throw new Error(`${kind}: ${status} ${JSON.stringify(body)}`)
    const second = body.requested_aal === 'aal2'
    const title = kind === 'login' && second ? 'Second step' : titles[kind]
    const shown = kind === 'settings' ? settings(body, cookie) : card(kind, body, title, cookie)
    return { body: page(title, await shown) }
  }

  async function card(
    kind: Exclude<Kind, 'settings'>,
    flow: any,
    title: string,
    cookie: string,
  ): Promise<string> {
    const query = flow.return_to ? `?return_to=${encodeURIComponent(flow.return_to)}` : ''
    const begin = (other: Kind) => `${pallas}/self-service/${other}/browser${query}`
    const signedIn = flow.refresh || flow.requested_aal === 'aal2'
    const logout = signedIn
      ? (await get('/self-service/logout/browser', cookie)).body.logout_url
      : undefined
    return markup.UserAuthCard(
      {
        title,
        flow,
        flowType: kind,
        additionalProps:
          logout === undefined
            ? {
                loginURL: begin('login'),
                signupURL: begin('registration'),
                forgotPasswordURL: begin('recovery'),
              }
            : { logoutURL: logout },
      } as Parameters<typeof markup.UserAuthCard>[0],
      { locale: 'en' },
    )
  }

  async function settings(flow: any, cookie: string): Promise<string> {
    const logoutUrl = (await get('/self-service/logout/browser', cookie)).body.logout_url
    const { Nav, Body } = markup.UserSettingsScreen(
      { flow, logoutUrl },
      { flow, logoutUrl },
      { locale: 'en' },
    )
    return Nav + Body
  }

  const page = (title: string, body: string) =>
    document(title, `<style>${styles}</style>`, `<main>${body}</main>`)

  return startUi(port, async (asked) => {
    const name = asked.path.slice(1)
    const kind = kinds.find((one) => one === name)
    if (kind) return flowPage(kind, asked)
    if (name === 'error') {
      const { body } = await get(
        `/self-service/errors?id=${asked.query.get('id') ?? ''}`,
        asked.cookie,
      )
      return {
        body: page(
          'Error',
          markup.UserErrorCard(
            { title: 'Error', error: body, backUrl: '/login' },
            {
              locale: 'en',
            },
          ),
        ),
      }
    }
    return name === '' ? { body: page('Home', '<h1>Home</h1>') } : undefined
  })
}
