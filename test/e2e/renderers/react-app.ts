// What the browser runs on the pages of @ory/elements-react: it fetches the flow and shows its component.
import { createElement as element } from 'react'
import { createRoot } from 'react-dom/client'
import { Configuration, FrontendApi, handleFlowError } from '@ory/client-fetch'
import {
  Error as ErrorPage,
  Login,
  Recovery,
  Registration,
  Settings,
  Verification,
} from '@ory/elements-react/theme'

/** What of the browser is used here; the types of a browser are not those of the project. */
const { location, document, pallas } = globalThis as unknown as {
  location: { pathname: string; search: string; origin: string; assign(url: string): void }
  document: { getElementById(id: string): Parameters<typeof createRoot>[0] | null }
  /** The public address of Pallas, set by the page. */
  pallas: string
}
const query = new URLSearchParams(location.search)
const api = new FrontendApi(
  new Configuration({
    basePath: pallas,
    credentials: 'include',
    headers: { accept: 'application/json' },
  }),
)
const page = (name: string) => `${location.origin}/${name}`
const config = {
  sdk: { url: pallas, options: { credentials: 'include' as const } },
  project: {
    name: 'Example',
    default_redirect_url: page(''),
    error_ui_url: page('error'),
    login_ui_url: page('login'),
    recovery_ui_url: page('recovery'),
    registration_ui_url: page('registration'),
    settings_ui_url: page('settings'),
    verification_ui_url: page('verification'),
    recovery_enabled: true,
    registration_enabled: true,
    verification_enabled: true,
  },
}

const root = createRoot(document.getElementById('app') ?? fail('no place for the page'))
function fail(why: string): never {
  throw new globalThis.Error(why)
}

async function show(kind: string): Promise<void> {
  const begin = () => location.assign(`${pallas}/self-service/${kind}/browser?${query.toString()}`)
  const id = query.get('flow')
  if (id === null) return begin()
  const pages: Readonly<Record<string, () => Promise<unknown>>> = {
    login: async () => element(Login, { config, flow: await api.getLoginFlow({ id }) }),
    registration: async () =>
      element(Registration, { config, flow: await api.getRegistrationFlow({ id }) }),
    recovery: async () => element(Recovery, { config, flow: await api.getRecoveryFlow({ id }) }),
    verification: async () =>
      element(Verification, { config, flow: await api.getVerificationFlow({ id }) }),
    settings: async () => element(Settings, { config, flow: await api.getSettingsFlow({ id }) }),
  }
  await pages[kind]?.().then(
    (made) => root.render(made as Parameters<typeof root.render>[0]),
    handleFlowError({
      onValidationError: () => fail('a flow that is fetched is not refused'),
      onRestartFlow: begin,
      onRedirect: (url) => location.assign(url),
    }),
  )
}

const name = location.pathname.slice(1)
if (name === '') root.render(element('h1', {}, 'Home'))
else if (name === 'error')
  api
    .getFlowError({ id: query.get('id') ?? '' })
    .then((error) => root.render(element(ErrorPage, { config, error })), fail)
else void show(name)
