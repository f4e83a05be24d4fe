// A trial sign-in at a provider: it shows what the provider says and what becomes of that, and makes
// neither an account nor a session.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { isObject, type Json } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import { ProgramFailed } from '#lib/programs.ts'
import type { Timestamp } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { Method } from '../method.ts'
import type { ShowForm } from '../outcome.ts'
import { newFlow } from '../start.ts'
import type { FlowParts } from '../steps.ts'
import { UnknownProvider, type ProviderResult, type ProviderTold } from './federation.ts'

const memoryKey = 'provider_test'

export type TestFault = {
  readonly step: 'provider' | 'mapper'
  readonly reason: string
  readonly messages: readonly Message[]
}

/** What a trial has shown. */
export type TestResult = Partial<ProviderTold> & {
  /** What the mapper has made. */
  readonly output?: Json
  readonly problems: readonly Problem[]
  readonly fault?: TestFault
}

/** The trial of a flow; undefined for any other flow. */
export type ProviderTest = { readonly provider: string; readonly result?: TestResult }

export function providerTestOf({ memory }: Pick<Flow, 'memory'>): ProviderTest | undefined {
  const test = memory[memoryKey]
  return isObject(test) ? (test as unknown as ProviderTest) : undefined
}

/** A trial as administrators see it. */
export type ProviderTrial = ProviderTest & { readonly id: string; readonly expiresAt: Timestamp }

export type ProviderTestParts = FlowParts & {
  readonly methods: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly lifespanMs: () => number
  readonly show: (flow: Flow) => ShowForm['form']
}

export type ProviderTests = {
  /** Opens a trial, for any browser. Throws Refusal('not-found') for an unknown provider. */
  start(input: { readonly provider: string }, caller: Caller): Promise<ShowForm>
  /** Stores what the trial has shown; the flow belongs to this browser from then on. */
  finish(flow: Flow, fetchResult: () => Promise<ProviderResult>, caller: Caller): Promise<ShowForm>
  /** For administrators. Throws Refusal('not-found') for no trial. */
  find(input: { readonly id: string }): Promise<ProviderTrial>
  /** Throws Refusal: bad-request for no id, not-found for no trial, forbidden in another browser. */
  delete(input: { readonly id: string }, caller: Caller): Promise<{ readonly kind: 'done' }>
}

export function createProviderTests(parts: ProviderTestParts): ProviderTests {
  async function resultOf(fetchResult: () => Promise<ProviderResult>): Promise<TestResult> {
    let result: ProviderResult
    try {
      result = await fetchResult()
    } catch (error) {
      return { problems: [], fault: faultOf('provider', error) }
    }
    const schemas = parts.schemas()
    const schema = schemas.find(schemas.defaultId)
    const trial = result.trial()
    try {
      const made = await trial.run()
      const { traits } = made.profile
      const problems = schema ? schema.check(withEmptyObjects(schema, traits)) : []
      return { ...trial.told, output: made.output, problems }
    } catch (error) {
      return { ...trial.told, problems: [], fault: faultOf('mapper', error) }
    }
  }

  return {
    async start({ provider }, caller) {
      const federation = parts.methods().find((method) => method.federation)?.federation
      if (federation?.isConfigured(provider) !== true) throw new UnknownProvider()
      const fresh = newFlow(
        parts,
        {
          kind: 'login',
          type: 'browser',
          lifespanMs: parts.lifespanMs(),
          returnTo: undefined,
          refresh: true,
        },
        caller,
      )
      // NOTE whoever is given the id may try, in a browser that the administrator need not have
      const flow: Flow = {
        ...fresh,
        csrfHash: undefined,
        memory: { ...fresh.memory, [memoryKey]: { provider } },
      }
      await parts.flows.insert(flow)
      return { kind: 'form', why: 'opened', flow, form: parts.show(flow) }
    },

    async finish(flow, fetchResult, caller) {
      const test = providerTestOf(flow)
      const result = await resultOf(fetchResult)
      const stored = await parts.flows.update({
        ...flow,
        csrfHash: parts.csrf.hash(caller.csrfSecret),
        memory: {
          ...flow.memory,
          [memoryKey]: { provider: test?.provider ?? '', result: result as unknown as Json },
        },
        transientPayload: undefined,
        updatedAt: parts.clock(),
      })
      return { kind: 'form', why: 'tested', flow: stored, form: parts.show(stored) }
    },

    async find({ id }) {
      const flow = await parts.flows.find('login', id)
      const test = flow && providerTestOf(flow)
      if (!flow || !test || flow.edition !== parts.edition) throw noTrial()
      return { ...test, id, expiresAt: flow.expiresAt }
    },

    async delete({ id }, caller) {
      if (!isUuid(id))
        throw new Refusal('bad-request', {
          reason: 'The query parameter id is not the id of a flow.',
        })
      const flow = await parts.flows.find('login', id)
      const test = flow && providerTestOf(flow)
      if (!flow || !test || flow.edition !== parts.edition) throw noTrial()
      const { csrfHash } = flow
      if (test.result && !caller.knowsSecret((secret) => parts.csrf.hash(secret) === csrfHash))
        throw new Refusal('forbidden', {
          id: 'security_csrf_violation',
          reason: 'This trial was made in another browser.',
        })
      await parts.flows.delete(id)
      return { kind: 'done' }
    },
  }
}

const noTrial = () => new Refusal('not-found', { reason: 'There is no trial with this id.' })

function faultOf(step: TestFault['step'], error: unknown): TestFault {
  if (!(error instanceof InvalidInput) && !(error instanceof Refusal)) throw error
  const because = causeOf(error.cause).slice(0, 500)
  return error instanceof InvalidInput
    ? { step, reason: because, messages: error.problems.map((one) => one.message) }
    : {
        step,
        reason: [error.reason ?? '', because].filter((one) => one !== '').join(' '),
        messages: [],
      }
}

function causeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const own = cause instanceof ProgramFailed ? cause.programMessage : undefined
  return own === undefined ? cause.message : `${cause.message}: ${own}`
}
