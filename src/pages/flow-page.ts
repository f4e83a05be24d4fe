// The page of a flow: its form, its messages and the links around it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow, FlowKind } from '#flow/flow.ts'
import type { ShowForm } from '#flow/outcome.ts'
import type { Form } from '#flow/ui-node.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { startUrl } from './urls.ts'
import { renderForm, renderSections } from './form/form.ts'
import { hasErrors, renderMessages, withoutRepeats } from './form/messages.ts'
import type { FormView } from './form/view.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { wording } from './texts.ts'

/** What is specific to the page of one kind of flow. */
export type FlowPage = {
  readonly kind: FlowKind
  readonly show: (input: { readonly id: string | undefined }, caller: Caller) => Promise<ShowForm>
  readonly describe: (
    flow: Flow,
    form: Form,
    settings: PagesSettings,
  ) => Pick<Page, 'title' | 'lead' | 'step' | 'aside'> &
    Pick<FormView, 'focus' | 'buttonText' | 'identifierIsRecipient'>
  /** Whether each group of nodes becomes a form of its own. */
  readonly sections?: (form: Form) => boolean
  readonly wide?: boolean
}

type PageQuery = {
  readonly flow: string | undefined
  /** Passed on to the start of a new flow. */
  readonly parameters: Readonly<Record<string, string | undefined>>
}
type PageOutcome =
  | { readonly kind: 'shown'; readonly flow: Flow; readonly form: Form }
  | { readonly kind: 'restart'; readonly at: string }

const render = createMessageRenderer(wording)

/** Messages that are left out, because the title of the page says the same. */
const messagesInTitle: readonly MessageKey[] = ['login.confirm', 'registration.choose-credential']

/** Without a flow that belongs to this browser, it redirects to the start of a new one. */
export function flowRoute(parts: PagesParts, page: FlowPage): Route {
  return route(
    'GET',
    `/ui/${page.kind}`,
    readQuery,
    (query, caller) => findFlow(parts, page, query, caller),
    (outcome, caller) => reply(parts, page, outcome, caller),
    { issuesCsrf: true },
  )
}

const passedOn = [
  'return_to',
  'after_verification_return_to',
  'refresh',
  'aal',
  'identity_schema',
  'organization',
  'via',
]

function readQuery(request: Request): PageQuery {
  return {
    flow: queryValue(request, 'flow'),
    parameters: Object.fromEntries(passedOn.map((name) => [name, queryValue(request, name)])),
  }
}

async function findFlow(
  { settings }: PagesParts,
  { kind, show }: FlowPage,
  { flow: id, parameters }: PageQuery,
  caller: Caller,
): Promise<PageOutcome> {
  const restart = (more: PageQuery['parameters'] = {}): PageOutcome => ({
    kind: 'restart',
    at: startUrl(kind, settings(), { ...parameters, ...more }),
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
    // NOTE a browser that stores no cookies would be redirected in a loop
    if (!caller.csrfKnown) throw new Refusal('forbidden', { id: 'cookies', cause: error })
    return restart()
  }
}

function reply(parts: PagesParts, page: FlowPage, outcome: PageOutcome, caller: Caller): Reply {
  if (outcome.kind === 'restart') return redirect(303, outcome.at)
  const { flow } = outcome
  const form = formOnPage(outcome.form)
  const settings = parts.settings()
  const {
    focus,
    buttonText,
    identifierIsRecipient = false,
    ...frame
  } = page.describe(flow, form, settings)
  const view: FormView = {
    render,
    action: `${settings.publicUrl}/self-service/${flow.kind}?flow=${flow.id}`,
    csrfToken: parts.csrf.mask(caller.csrfSecret),
    minPasswordLength: settings.minPasswordLength,
    identifierIsRecipient,
    ...(buttonText ? { buttonText } : {}),
  }
  // NOTE with errors the list of them takes the focus
  const withErrors = hasErrors(form, view)
  const focused = withErrors || focus === undefined ? view : { ...view, focus }
  const fields =
    page.sections?.(form) === true
      ? renderSections(form.nodes, focused)
      : renderForm(form.nodes, focused)
  const body = html`${renderMessages(form, view)}${fields}`
  return pageReply(200, { ...frame, withErrors, wide: page.wide === true, body }, settings, caller)
}

const formOnPage = (form: Form): Form =>
  withoutRepeats(
    { ...form, messages: form.messages.filter(({ key }) => !messagesInTitle.includes(key)) },
    { render },
  )
