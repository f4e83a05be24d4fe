// Walks through the forms of a flow: presses every button of every form that can be reached, as an
// HTML form is sent, with whatever a person could type.
import { buttonsOf, formsOf, groupOf, isFreeText, pressed, type Field } from './html-forms.ts'
import { clientOf, flowIn, type Edition, type FlowKind } from './editions.ts'
import { codeAt, period } from './factors.ts'
import { html } from './button-page.ts'
import type { Jar } from './jar.ts'
import { mailTo } from './mail.ts'
import { password } from './people.ts'
import type { Answer, Call } from './server.ts'
import type { OidcServer } from './oidc.ts'

/** Who sits in front of a flow. */
export type Person = {
  readonly email: string
  /** An address that nobody has. */
  readonly freeAddress: string
  readonly jar: Jar
  readonly token: string | undefined
  /** The key of the authenticator; undefined without one. */
  readonly authenticator: string | undefined
  readonly backupCodes: string[]
}

export type Visit = {
  readonly edition: Edition
  readonly kind: FlowKind
  readonly type: 'browser' | 'api'
  readonly query: string
  /** Who comes, anew for every way that is gone. */
  readonly comes: () => Promise<Person>
  /** Somebody goes who has done nothing. */
  readonly leaves: (person: Person) => void
}

/** What is typed into the texts of a form. */
const typings = ['nothing', 'address', 'free address', 'mailed', 'app', 'backup'] as const
type Typing = (typeof typings)[number]

/** One button of a form, and what was typed before it was pressed. */
type Move = {
  readonly form: number
  readonly button: number
  readonly part: 'whole' | 'group'
  readonly typing: Typing
  readonly as: 'form' | 'json'
}

/** How many buttons are pressed one after the other. */
const mostMoves = 3

/** What is in front of the person. */
type State = { readonly kind: FlowKind; readonly flow: any; readonly person: Person }

/** What came of a press: `next` undefined where it leads out of the flows. */
export type Press = {
  readonly before: any
  readonly sent: string
  readonly answer: Answer
  readonly next: any
}

/** How many flows, forms that can be reached and presses there were. */
export type Walk = { readonly flows: number; readonly forms: number; readonly presses: number }

const ui = 'http://127.0.0.1:4455'
const kindIn = (location: string): FlowKind | undefined =>
  location.startsWith(ui)
    ? (/^\/(login|registration|settings|recovery|verification)$/.exec(
        new URL(location).pathname,
      )?.[1] as FlowKind | undefined)
    : undefined

/**
 * What the buttons of a state are told apart by, form by form: how far the flow is and the elements
 * of their part of the form, with each one thing that is sent besides. A button is new where any of
 * these pairs is: each is pressed beside everything, but not in every mixture of what is beside it.
 */
const buttonKeys = ({ kind, flow, person }: State): readonly (readonly (readonly string[])[])[] =>
  formsOf(flow).map((whole) =>
    buttonsOf(whole).map((button) => {
      const { fields } = groupOf(whole, button)
      const own = JSON.stringify([
        kind,
        flow.state,
        button?.name,
        button?.value,
        fields.map(({ name, type, value, group }) => [
          name,
          type,
          group,
          type === 'submit' ? value : value === undefined || value === '',
        ]),
      ])
      const beside = whole.fields
        .filter((field) => field.type !== 'submit' && !fields.includes(field))
        .map(({ name, type }) => `${own} ${name} ${type}`)
      return [own, ...beside].map((key) =>
        key.replaceAll(person.freeAddress, 'free').replaceAll(person.email, 'own'),
      )
    }),
  )

/**
 * Goes through all that can be reached from the start of a visit. `seen`: the buttons that have been
 * pressed already.
 */
export async function walk(
  server: OidcServer,
  visit: Visit,
  seen: Set<string>,
  check: (press: Press) => void,
): Promise<Walk> {
  const { edition, type } = visit
  const at = clientOf(server, edition)
  let forms = 0,
    presses = 0

  const callOf = ({ jar, token }: Person): Call =>
    type === 'browser' ? { jar, accept: html } : token === undefined ? {} : { token }

  async function read(kind: FlowKind, id: string, person: Person): Promise<State> {
    const { jar, token } = person
    const call = type === 'browser' ? { jar } : token === undefined ? {} : { token }
    const { status, json, text } = await server.public(
      'GET',
      at.mount + at.readPath(kind) + id,
      call,
    )
    if (status !== 200)
      throw new Error(`${edition.name}: cannot read the ${kind}: ${status} ${text}`)
    return { kind, flow: json, person }
  }

  /** The flow to which an answer leads, by up to three redirects of our own and by the provider. */
  async function landed(answer: Answer, state: State, hops = 0): Promise<State | undefined> {
    const { location, json } = answer
    if (location === undefined) {
      const flow = json?.ui || json?.methods || json?.form ? json : json?.flow
      return flow ? { ...state, flow } : undefined
    }
    const kind = kindIn(location),
      id = flowIn(answer)
    if (kind && id) return read(kind, id, state.person)
    if (hops === 3 || location.startsWith(ui)) return undefined
    const { pathname, search } = new URL(location)
    const next = location.startsWith(server.idp.issuer)
      ? server.idp.consent(location)
      : pathname + search
    return landed(
      await server.public('GET', next, { jar: state.person.jar, accept: html }),
      state,
      hops + 1,
    )
  }

  async function start(): Promise<State | undefined> {
    const person = await visit.comes()
    // NOTE the account at the provider has the name of the address
    server.idp.claims = { sub: person.email }
    const path = at.mount + at.startPath(visit.kind, type) + visit.query
    const answer = await server.public('GET', path, callOf(person))
    if (type === 'api')
      return answer.json?.ui ? { kind: visit.kind, flow: answer.json, person } : undefined
    const id = flowIn(answer)
    return id !== undefined && kindIn(answer.location ?? '') === visit.kind
      ? read(visit.kind, id, person)
      : undefined
  }

  async function typed(typing: Typing, { email, freeAddress, ...person }: Person) {
    const text = async () => {
      switch (typing) {
        case 'nothing':
          return undefined
        case 'address':
          return email
        case 'free address':
          return freeAddress
        case 'mailed':
          return (
            (await mailTo(server, freeAddress)).at(-1)?.codes[0] ??
            (await mailTo(server, email)).at(-1)?.codes[0] ??
            '123456'
          )
        case 'app':
          server.pass(period)
          return person.authenticator === undefined
            ? undefined
            : codeAt(person.authenticator, server.now())
        case 'backup':
          return person.backupCodes.shift()
      }
    }
    const found = await text()
    const address = typing === 'free address' ? freeAddress : email
    return ({ type: input, value }: Field): string | undefined => {
      if (typing === 'nothing') return undefined
      if (input === 'password') return password
      if (input === 'email') return typing === 'free address' || !value ? address : undefined
      return value ? undefined : found
    }
  }

  async function press(
    state: State,
    move: Move,
  ): Promise<Press & { readonly state: State | undefined }> {
    const whole = formsOf(state.flow)[move.form]
    const button = whole && buttonsOf(whole)[move.button]
    if (!whole) throw new Error(`the form has gone: ${state.kind}`)
    const form = move.part === 'whole' ? whole : groupOf(whole, button)
    const pairs = pressed(form, button, await typed(move.typing, state.person))
    const sent = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
    const { pathname, search } = new URL(form.action)
    const answer = await server.public('POST', pathname + search, {
      ...callOf(state.person),
      ...(move.as === 'json'
        ? { json: Object.fromEntries(pairs) }
        : {
            payload: sent,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
    })
    const next = await landed(answer, state)
    return { before: state.flow, sent, answer, next: next?.flow, state: next }
  }

  /** Goes the same way once more, with somebody new. */
  async function replay(path: readonly Move[]): Promise<State> {
    let state = await start()
    for (const move of path) state = state && (await press(state, move)).state
    if (!state)
      throw new Error(
        `cannot be gone again: ${type} ${visit.kind} ${visit.query} ${JSON.stringify(path)}`,
      )
    return state
  }

  const first = await start()
  if (!first) return { flows: 0, forms: 0, presses: 0 }
  /** Which of the buttons of a state nobody has pressed so far; from now on they count as pressed. */
  function fresh(state: State): ReadonlySet<string> {
    const place = `${type} ${state.kind === visit.kind ? visit.query : ''}`
    const found = buttonKeys(state).flatMap((keys, form) =>
      keys.flatMap((pairs, button) => {
        const before = seen.size
        for (const pair of pairs) seen.add(`${place} ${pair}`)
        return seen.size === before ? [] : [`${form} ${button}`]
      }),
    )
    return new Set(found)
  }
  const ways: { readonly path: readonly Move[]; readonly buttons: ReadonlySet<string> }[] = []
  const goOn = (path: readonly Move[], state: State): void => {
    const buttons = fresh(state)
    if (buttons.size > 0) ways.push({ path, buttons })
  }
  goOn([], first)
  if (ways.length === 0) visit.leaves(first.person)
  for (const { path, buttons } of ways) {
    let state: State | undefined = path.length === 0 ? first : await replay(path)
    forms++
    const moves = movesOf(state, type)
    for (const move of moves.filter(({ form, button }) => buttons.has(`${form} ${button}`))) {
      const from = state ?? (await replay(path))
      state = undefined
      const { state: next, ...what } = await press(from, move)
      presses++
      check(what)
      if (next && path.length < mostMoves) goOn([...path, move], next)
    }
  }
  return { flows: 1, forms, presses }
}

/**
 * Everything that can be done with the forms of a state. What is typed into the fields of other
 * groups makes no difference, so it is tried with the address only.
 */
function movesOf({ flow, person }: State, type: Visit['type']): readonly Move[] {
  return formsOf(flow).flatMap((whole, form) =>
    buttonsOf(whole).flatMap((pressedButton, button) => {
      const { fields } = groupOf(whole, pressedButton)
      const move = { form, button, part: 'whole', as: 'form' } as const
      const isPart = fields.length < whole.fields.length
      return [
        ...typings
          .filter((typing) => makesDifference(typing, fields, person))
          .map((typing) => ({ ...move, typing })),
        ...(isPart ? [{ ...move, part: 'group' as const, typing: 'address' as const }] : []),
        ...(type === 'api' ? [{ ...move, as: 'json' as const, typing: 'address' as const }] : []),
      ]
    }),
  )
}

/** Whether something else is sent when this is typed. */
function makesDifference(typing: Typing, fields: readonly Field[], person: Person): boolean {
  const texts = fields.filter(isFreeText)
  const isWanted = texts.some(
    ({ type, required, value }) => required && !['email', 'password'].includes(type) && !value,
  )
  switch (typing) {
    case 'nothing':
      return true
    case 'address':
      return texts.length > 0
    case 'free address':
      return isWanted || texts.some(({ type }) => type === 'email')
    case 'mailed':
      return isWanted
    case 'app':
      return isWanted && person.authenticator !== undefined
    case 'backup':
      return isWanted && person.backupCodes.length > 0
  }
}
