// The page of a flow: its form, its messages and the links around it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow, FlowKind } from '#flow/flow.ts'
import type { ShowForm } from '#flow/outcome.ts'
import type { Form } from '#flow/ui-node.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Speech } from '#languages/speech.ts'
import type { Texts } from '#languages/translation.ts'
import { startUrl } from './urls.ts'
import { renderForm, renderSections } from './form/form.ts'
import { hasErrors, renderMessages, withoutRepeats } from './form/messages.ts'
import type { FormView } from './form/view.ts'
import { html } from './html.ts'
import type { Kept } from './kept.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { findReader, readerAt, type Reader } from './reader.ts'
import { keepLanguage, pageReply } from './reply.ts'

/** What is specific to the page of one kind of flow. */
export type FlowPage = {
  readonly kind: FlowKind
  readonly show: (input: { readonly id: string | undefined }, caller: Caller) => Promise<ShowForm>
  readonly describe: (
    flow: Flow,
    form: Form,
    settings: PagesSettings,
    texts: Texts,
    visitor: Visitor,
  ) => Pick<Page, 'title' | 'lead' | 'step' | 'aside'> &
    Pick<FormView, 'focus' | 'buttonText' | 'identifierIsRecipient' | 'isFirst'>
  /** The form with what is specific to this browser. */
  readonly fillIn?: (form: Form, flow: Flow, visitor: Visitor) => Form
  /** Whether each group of nodes becomes a form of its own. */
  readonly sections?: (form: Form) => boolean
  readonly wide?: boolean
}

/** What a page knows of the browser that it is shown in. */
export type Visitor = Kept & { readonly csrfToken: string }

type PageQuery = {
  readonly flow: string | undefined
  /** Passed on to the start of a new flow. */
  readonly parameters: Readonly<Record<string, string | undefined>>
}
type PageOutcome =
  | { readonly kind: 'shown'; readonly flow: Flow; readonly form: Form }
  | { readonly kind: 'restart'; readonly at: string }

/** Messages that are left out, because the title of the page says the same. */
const messagesInTitle: readonly MessageKey[] = ['login.confirm', 'registration.choose-credential']

/** Without a flow that belongs to this browser, it redirects to the start of a new one. */
export function flowRoute(parts: PagesParts, page: FlowPage): Route {
  return route(
    'GET',
    `/ui/${page.kind}`,
    readQuery,
    (query, caller) => findFlow(parts, page, query, caller),
    async (outcome, caller) =>
      outcome.kind === 'restart'
        ? redirect(303, outcome.at, keepLanguage(readerAt(parts.settings().languages, caller)))
        : reply(parts, page, outcome, await findReader(parts, caller), caller),
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

function reply(
  parts: PagesParts,
  page: FlowPage,
  shown: Shown,
  reader: Reader,
  caller: Caller,
): Reply {
  const settings = parts.settings()
  const visitor: Visitor = {
    address: parts.openAddress(caller.kept.address),
    way: caller.kept.way,
    csrfToken: parts.csrf.mask(caller.csrfSecret),
  }
  const content = pageOfFlow(page, shown, settings, reader.speech, visitor)
  return pageReply(200, content, settings, reader, caller)
}

type Shown = { readonly flow: Flow; readonly form: Form }

/** The page that shows a flow. */
export function pageOfFlow(
  page: FlowPage,
  { flow, form: given }: Shown,
  settings: PagesSettings,
  speech: Speech,
  visitor: Visitor,
): Page {
  const { render } = speech
  const form = formOnPage(page.fillIn?.(given, flow, visitor) ?? given, render)
  const {
    focus,
    buttonText,
    identifierIsRecipient = false,
    isFirst,
    ...frame
  } = page.describe(flow, form, settings, speech.texts, visitor)
  const view: FormView = {
    render,
    speech,
    action: `${settings.publicUrl}/self-service/${flow.kind}?flow=${flow.id}`,
    csrfToken: visitor.csrfToken,
    minPasswordLength: settings.minPasswordLength,
    passwordRules: settings.passwordRules,
    identifierIsRecipient,
    ...(buttonText ? { buttonText } : {}),
    ...(isFirst ? { isFirst } : {}),
  }
  // NOTE with errors the list of them takes the focus
  const withErrors = hasErrors(form, view)
  const focused = withErrors || focus === undefined ? view : { ...view, focus }
  const fields =
    page.sections?.(form) === true
      ? renderSections(form.nodes, focused)
      : renderForm(form.nodes, focused)
  const body = html`${renderMessages(form, view)}${fields}`
  return { ...frame, withErrors, wide: page.wide === true, body }
}

const formOnPage = (form: Form, render: MessageRenderer): Form =>
  withoutRepeats(
    { ...form, messages: form.messages.filter(({ key }) => !messagesInTitle.includes(key)) },
    { render },
  )
