// Flows in the states that a page can show, of a person who does not exist, for whoever configures
// pages. They are made of the configuration, as real ones are, and nothing is stored.
import type { Flow, FlowKind, FormNotes } from '#flow/flow.ts'
import { noNotes } from '#flow/flow.ts'
import { createLoginForm, type LoginFormParts } from '#flow/login/form.ts'
import { showRecovery } from '#flow/recovery/form.ts'
import { showRegistration, type RegistrationFormParts } from '#flow/registration/form.ts'
import { showSettings } from '#flow/settings/form.ts'
import { createPrepare } from '#flow/settings/prepare.ts'
import { newFlow } from '#flow/start.ts'
import type { FlowParts } from '#flow/steps.ts'
import type { Form } from '#flow/ui-node.ts'
import { showVerification } from '#flow/verification/form.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import { message, type Message } from '#messages/message.ts'
import type { IdentitySchema, TraitField } from '#schema/identity-schema.ts'
import type { Session } from '#session/session.ts'
import {
  sampleAccount,
  sampleCredential,
  sampleEmail as email,
  sampleId as id,
  sampleSessions,
  sampleTraits,
  sampleValue,
} from './sample-person.ts'

export type SampleFlow = { readonly name: string; readonly flow: Flow; readonly form: Form }
export type Samples = {
  readonly flows: () => Promise<readonly SampleFlow[]>
  readonly account: () => Account
  readonly sessions: () => readonly Session[]
}

export type SampleParts = FlowParts &
  Omit<LoginFormParts, 'settings'> & {
    readonly login: LoginFormParts['settings']
    readonly registration: RegistrationFormParts['settings']
    readonly recovery: () => { readonly use: 'link' | 'code' }
    readonly verification: () => { readonly use: 'link' | 'code' }
  }

export function createSamples(parts: SampleParts): Samples {
  const account = (...credentials: readonly Credential[]): Account =>
    sampleAccount(schemaOf(parts), parts.clock(), credentials)
  const withSecondFactor = () =>
    account(...(['password', 'totp', 'lookup_secret'] as const).map(sampleCredential))
  const sample = (
    kind: FlowKind,
    more: Partial<Flow> = {},
    notes: Partial<FormNotes> = {},
  ): Flow => ({
    ...newFlow(
      parts,
      { kind, type: 'browser', lifespanMs: 3_600_000, returnTo: undefined },
      { url: '', csrfSecret: '' },
    ),
    id,
    ...more,
    form: { ...noNotes, ...notes },
  })
  async function login(): Promise<readonly SampleFlow[]> {
    const form = createLoginForm({
      ...parts,
      settings: parts.login,
      identities: { ...parts.identities, find: async () => withSecondFactor() },
    })
    const of = async (name: string, flow: Flow): Promise<SampleFlow> => ({
      name,
      flow,
      form: await form.show(flow),
    })
    const wrong = [message('validation.invalid-credentials')]
    const code = {
      state: 'sent_email',
      active: 'code',
      memory: { code: { identifier: email } },
    } as const
    const aal2 = { requestedAal: 'aal2', identityId: id } as const
    const first = await of('sign-in', sample('login'))
    const sendsCodes = first.form.nodes.some(({ group }) => group === 'code')
    return [
      first,
      await of('sign-in-wrong', sample('login', {}, { messages: wrong })),
      ...(sendsCodes
        ? [
            await of(
              'sign-in-code',
              sample('login', code, { messages: [message('login.code-sent')] }),
            ),
          ]
        : []),
      await of(
        'confirm',
        sample(
          'login',
          { refresh: true, identityId: id },
          { messages: [message('login.confirm')] },
        ),
      ),
      await of(
        'second-step',
        sample('login', aal2, { messages: [message('login.second-factor')] }),
      ),
    ]
  }

  function registration(): readonly SampleFlow[] {
    const schema = schemaOf(parts)
    const call = { ...parts, settings: parts.registration }
    const of = (name: string, flow: Flow) => ({
      name,
      flow,
      form: showRegistration(call, flow, schema),
    })
    const required = schema.fields.filter((field) => field.required)
    const messages = (field: TraitField): readonly Message[] => [
      message('validation.required', { property: field.name.split('.').at(-1) ?? '' }),
    ]
    const fields = Object.fromEntries(
      required.map((one) => [one.name, { messages: messages(one) }]),
    )
    const traits = sampleTraits(schema)
    const filled = Object.fromEntries(
      schema.fields.map((field) => [field.name, { value: sampleValue(field), messages: [] }]),
    )
    return [
      of('sign-up', sample('registration')),
      of('sign-up-wrong', sample('registration', {}, { fields })),
      ...(parts.registration().style === 'profile_first'
        ? [
            of(
              'sign-up-credential',
              sample(
                'registration',
                { memory: { profile: { screen: 'credential', traits } } },
                { fields: filled },
              ),
            ),
          ]
        : []),
    ]
  }

  async function settings(): Promise<readonly SampleFlow[]> {
    const { prepare } = createPrepare(parts)
    const of = async (
      name: string,
      whose: Account,
      messages: readonly Message[] = [],
    ): Promise<SampleFlow> => {
      const [session] = sampleSessions(parts.clock())
      const scope = { account: whose, schema: schemaOf(parts), session }
      const flow = await prepare(
        sample('settings', { state: 'show_form', identityId: id }, { messages }),
        scope,
      )
      return { name, flow, form: await showSettings(parts.methods(), flow, scope, parts) }
    }
    return [
      await of('settings', account(sampleCredential('password'))),
      await of('settings-saved', withSecondFactor(), [message('settings.saved')]),
    ]
  }

  function mailed(): readonly SampleFlow[] {
    const { use: recovering } = parts.recovery()
    const { use: verifying } = parts.verification()
    const methods = parts.methods()
    const recovery = (
      name: string,
      more: Partial<Flow>,
      ...messages: readonly Message[]
    ): SampleFlow => {
      const flow = sample('recovery', { active: recovering, ...more }, { messages })
      return { name, flow, form: showRecovery(methods, flow, recovering) }
    }
    const verification = (
      name: string,
      more: Partial<Flow>,
      ...messages: readonly Message[]
    ): SampleFlow => {
      const flow = sample('verification', { active: verifying, ...more }, { messages })
      const how = { use: verifying, leadsTo: '#', onlyOnce: false, rules: parts.rules }
      return { name, flow, form: showVerification(methods, flow, how) }
    }
    const sent = { state: 'sent_email', memory: { code: { email } } } as const
    return [
      recovery('recovery', {}),
      recovery(
        'recovery-sent',
        sent,
        message(recovering === 'code' ? 'recovery.code-sent' : 'recovery.link-sent'),
      ),
      recovery('recovery-wrong', sent, message('recovery.code-wrong')),
      verification('verification', {}),
      verification(
        'verification-sent',
        sent,
        message(verifying === 'code' ? 'verification.code-sent' : 'verification.link-sent'),
      ),
      verification(
        'verification-done',
        { state: 'passed_challenge' },
        message('verification.done'),
      ),
    ]
  }

  return {
    flows: async () => [...(await login()), ...registration(), ...(await settings()), ...mailed()],
    account: () => withSecondFactor(),
    sessions: () => sampleSessions(parts.clock()),
  }
}

function schemaOf({ schemas }: Pick<SampleParts, 'schemas'>): IdentitySchema {
  const all = schemas()
  const schema = all.find(all.defaultId) ?? all.list()[0]
  if (!schema) throw new Error('no identity schema is configured')
  return schema
}
