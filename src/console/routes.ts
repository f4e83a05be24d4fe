// How a row of the console becomes a route: admission, protection against forged forms, frame.
import type { Caller } from '#flow/caller.ts'
import type { UploadedFile } from '#http/body.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { Speech } from '#languages/speech.ts'
import type { JsonObject } from '#lib/json.ts'
import { roleNeeded } from '#http/right.ts'
import { mayDo, type Role } from '#operators/role.ts'
import { withQuery } from '#lib/url.ts'
import type { Words } from '#pages/html.ts'
import { guardFresh, type Access } from './access.ts'
import { consoleReply, type ConsolePage } from './document.ts'
import { consolePath, tokenField, type FormToken } from './form-token.ts'
import { findConsoleReader, type ConsoleReader } from './reader.ts'
import { refusals, Refused } from './refusals.ts'
import { guardSameOrigin } from './same-origin.ts'
import type { ConsoleParts } from './parts.ts'
import { texts } from './texts.ts'

export { consolePath, type FormToken }

/** What a view and the answer to a form know besides the outcome. */
export type Context = {
  readonly request: Request
  readonly caller: Caller
  readonly access: Access
  readonly token: FormToken
  readonly reader: ConsoleReader
  readonly speech: Speech
}

/** The fields of a form, texts by their names, and uploaded files. */
export type Sent = {
  readonly fields: JsonObject
  readonly files: readonly UploadedFile[]
  text(name: string): string
}

export type Rows = ReturnType<typeof createRows>

/** What those may do who look after people, as in the admin API. */
export const bySupport = { role: 'support' } as const
/** What is dangerous: an operator must have signed in a short while ago. */
export const whenFresh = { fresh: true } as const
/** `role`: the least role, where that is another than by default. */
type More = { readonly role?: Role; readonly fresh?: boolean }

export function createRows(parts: ConsoleParts) {
  const roleOfForm: [path: RegExp, role: Role][] = []

  async function contextOf(request: Request, caller: Caller): Promise<Context> {
    const access = await parts.access(caller)
    const reader = await findConsoleReader(parts.settings(), caller, access)
    return {
      reader,
      speech: reader.speech,
      request,
      caller,
      access,
      token: {
        text: parts.csrf.mask(caller.csrfSecret),
        may: (path) => {
          const [, needed = 'admin'] = roleOfForm.find(([form]) => form.test(path)) ?? []
          return mayDo(access.role, needed)
        },
      },
    }
  }

  const answerPage = (status: number, page: ConsolePage, context: Context): Reply =>
    consoleReply(status, page, {
      settings: parts.settings(),
      access: context.access,
      token: context.token,
      done: doneText(queryValue(context.request, 'done')),
      words: queryValue(context.request, 'q') ?? '',
      reader: context.reader,
    })

  return {
    /**
     * A page. `read` is called after admission, as is `act`, an action of the core.
     */
    page<I, O>(
      path: string,
      read: (request: Request) => I,
      act: (input: I, caller: Caller) => Promise<O> | O,
      view: (outcome: O, context: Context) => ConsolePage,
      { fresh, ...more }: More = {},
    ): Route {
      return route(
        'GET',
        path,
        (request) => request,
        async (request, caller) => {
          const context = await contextOf(request, caller)
          if (fresh === true) guardFresh(context.access, parts.settings(), parts.clock())
          return { outcome: await act(read(request), caller), context }
        },
        ({ outcome, context }) => answerPage(200, view(outcome, context), context),
        { issuesCsrf: true, ...more },
      )
    },

    /** What a form does; `answer` is a redirect, or a page that is shown once. */
    form<I, O>(
      path: string,
      read: (sent: Sent, request: Request) => I,
      act: (input: I, caller: Caller) => Promise<O> | O,
      answer: (outcome: O, context: Context) => Reply | { status: number; page: ConsolePage },
      { fresh, ...more }: More = {},
    ): Route {
      roleOfForm.push([patternOf(path), roleNeeded(more, 'POST', {})])
      return route(
        'POST',
        path,
        (request) => request,
        async (request, caller) => {
          const context = await contextOf(request, caller)
          guardSameOrigin(request.headers, parts.settings().adminUrl)
          const sent = sentBy(request)
          const isOwn = caller.knowsSecret((secret) =>
            parts.csrf.matches(secret, sent.text(tokenField)),
          )
          if (!isOwn) throw new Refused('forbidden', refusals.forged)
          if (fresh === true) guardFresh(context.access, parts.settings(), parts.clock())
          return { outcome: await act(read(sent, request), caller), context }
        },
        ({ outcome, context }) => {
          const answered = answer(outcome, context)
          return 'page' in answered ? answerPage(answered.status, answered.page, context) : answered
        },
        more,
      )
    },
  }
}

/** The paths of a route, without its parameters. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)

/** Back to a page, which says what was done. */
export const done = (path: string, what: keyof typeof texts.done): Reply =>
  redirect(303, withQuery(`${consolePath}${path}`, { done: what }))

const doneText = (key: string | undefined): Words | undefined =>
  key !== undefined && Object.hasOwn(texts.done, key)
    ? texts.done[key as keyof typeof texts.done]
    : undefined

function sentBy({ body }: Request): Sent {
  if (body.kind !== 'form' && body.kind !== 'none')
    throw new Refused('bad-request', refusals.noForm)
  const fields: JsonObject = body.kind === 'form' ? body.fields : {}
  return {
    fields,
    files: (body.kind === 'form' && body.files) || [],
    text(name) {
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined
      return typeof value === 'string' ? value : ''
    },
  }
}

/** One of these values of a field. Throws Refusal for any other. */
export function oneOf<T extends string>(sent: Sent, name: string, values: readonly T[]): T {
  const value = sent.text(name)
  const found = values.find((one) => one === value)
  if (found === undefined) throw new Refused('bad-request', refusals.unknownValue(name))
  return found
}
