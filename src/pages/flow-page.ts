// A page for each kind of flow: what the core shows, put into words and markup.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow, FlowKind } from '#flow/flow.ts'
import type { ShowForm } from '#flow/outcome.ts'
import type { Form } from '#flow/ui-node.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { startOf } from './addresses.ts'
import { renderForm, renderSections } from './form/form.ts'
import { hasMistakes, renderSaid, saidOnce } from './form/said.ts'
import type { FormView } from './form/view.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { wording } from './words.ts'

/** What is particular to the page of one kind of flow. */
export type FlowPage = {
  readonly kind: FlowKind
  readonly show: (input: { readonly id: string | undefined }, caller: Caller) => Promise<ShowForm>
  readonly describe: (
    flow: Flow,
    form: Form,
    settings: PagesSettings,
  ) => Pick<Page, 'title' | 'lead' | 'step' | 'aside'> & Pick<FormView, 'focus' | 'buttonText'>
  /** Whether every group of nodes is a form of its own. */
  readonly sections?: (form: Form) => boolean
  readonly wide?: boolean
}

type Asked = {
  readonly flow: string | undefined
  readonly parameters: Readonly<Record<string, string | undefined>>
}
type Found =
  | { readonly kind: 'shown'; readonly flow: Flow; readonly form: Form }
  | { readonly kind: 'restart'; readonly at: string }

const render = createMessageRenderer(wording)

/** What the title of a page says already. */
const saidByTitle: readonly MessageKey[] = ['login.confirm', 'registration.choose-credential']

/** Without a flow that this browser may see, a new one is begun; it leads back here. */
export function flowRoute(parts: PagesParts, page: FlowPage): Route {
  return route(
    'GET',
    `/ui/${page.kind}`,
    readAsked,
    (asked, caller) => find(parts, page, asked, caller),
    (found, caller) => answer(parts, page, found, caller),
    { issuesCsrf: true },
  )
}

function readAsked(request: Request): Asked {
  const kept = [
    'return_to',
    'after_verification_return_to',
    'refresh',
    'aal',
    'identity_schema',
    'organization',
  ]
  return {
    flow: queryValue(request, 'flow'),
    parameters: Object.fromEntries(kept.map((name) => [name, queryValue(request, name)])),
  }
}

async function find(
  { settings }: PagesParts,
  { kind, show }: FlowPage,
  { flow: id, parameters }: Asked,
  caller: Caller,
): Promise<Found> {
  const restart = (more: Asked['parameters'] = {}): Found => ({
    kind: 'restart',
    at: startOf(kind, settings(), { ...parameters, ...more }),
  })
  if (id === undefined || id === '') return restart()
  try {
    const { flow, form } = await show({ id }, caller)
    return { kind: 'shown', flow, form: await form() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'not-found') return restart()
    if (error.kind === 'gone')
      return restart(
        error.remedy && 'restart' in error.remedy ? { return_to: error.remedy.returnTo } : {},
      )
    if (error.id !== 'security_csrf_violation') throw error
    // NOTE a browser that keeps no cookies would be sent round in circles
    if (!caller.csrfKnown) throw new Refusal('forbidden', { id: 'cookies', cause: error })
    return restart()
  }
}

function answer(parts: PagesParts, page: FlowPage, found: Found, caller: Caller): Reply {
  if (found.kind === 'restart') return redirect(303, found.at)
  const { flow } = found
  const form = saidOnce(
    {
      ...found.form,
      messages: found.form.messages.filter(({ key }) => !saidByTitle.includes(key)),
    },
    { render },
  )
  const settings = parts.settings()
  const { title, lead, step, aside, focus, buttonText } = page.describe(flow, form, settings)
  const view: FormView = {
    render,
    action: `${settings.publicUrl}/self-service/${flow.kind}?flow=${flow.id}`,
    csrfToken: parts.csrf.mask(caller.csrfSecret),
    minPasswordLength: settings.minPasswordLength,
    ...(buttonText ? { buttonText } : {}),
  }
  const wrong = hasMistakes(form, view)
  const focused = wrong || focus === undefined ? view : { ...view, focus }
  const sections = page.sections?.(form) === true
  const body = html`${renderSaid(form, view)}${sections ? renderSections(form.nodes, focused) : renderForm(form.nodes, focused)}`
  return pageReply(
    200,
    { title, lead, step, aside, wrong, wide: page.wide === true, body },
    settings,
  )
}
