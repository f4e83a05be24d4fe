// How messages are sent, from the section `courier`.
import { resolve } from 'node:path'
import { templatePlace, templateTypes, type TemplateType } from '#courier/courier.ts'
import type { TemplateSettings, TemplateSources } from '#courier/settings.ts'
import { inlineTemplateOf, templateFaultOf, templateFileOf } from '#courier/template-source.ts'
import type { HttpCall } from '#delivery/settings.ts'
import type { Config } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
import type { Path } from '../paths.ts'
import { isLoopback } from './listeners.ts'
import { readNamedFile } from '../read-file.ts'
import { ms, type Plan } from './plan.ts'
import { smtp } from './smtp.ts'

type Input = Settings['courier']

export function mail({ courier, pallas, clients }: Settings, plan: Plan): Config['mail'] {
  const channels = channelsOf(courier, plan)
  const transport = transportOf(courier, clients, channels.get('email'), plan)
  if (transport.kind === 'mailbox' && !plan.dev && !isLoopback(new URL(plan.publicUrl).hostname)) {
    plan.warn(
      ['courier', 'smtp', 'connection_uri'],
      'courier.smtp.connection_uri names no mail server: mail goes to the built-in mailbox ' +
        'and reaches nobody',
    )
  }
  const from = courier.smtp.from_address
  return {
    transport,
    sms: channels.get('sms'),
    senderDomain: from.slice(from.lastIndexOf('@') + 1),
    worker: {
      retries: courier.message_retries,
      pullCount: courier.worker.pull_count,
      pullWaitMs: ms(courier.worker.pull_wait),
      giveUpAfterMs: ms(courier.message_ttl),
    },
    templates: templates(courier, plan),
    retentionMs: ms(pallas.courier.retention),
  }
}

/** The service of each channel, by its id. */
function channelsOf({ channels }: Input, plan: Plan): ReadonlyMap<string, HttpCall> {
  const found = new Map<string, HttpCall>()
  for (const [at, { id, request_config }] of channels.entries()) {
    const path: Path = ['courier', 'channels', at]
    const service = call(request_config, [...path, 'request_config'], plan)
    if (found.has(id))
      plan.warn([...path, 'id'], `courier.channels has ${id} more than once: the first one counts`)
    else if (service) found.set(id, service)
  }
  return found
}

/** `channel`: the service that takes mails in place of `courier.smtp` and `courier.http`. */
function transportOf(
  courier: Input,
  clients: Settings['clients'],
  channel: HttpCall | undefined,
  plan: Plan,
): Config['mail']['transport'] {
  if (channel) return { kind: 'http', call: channel }
  const path: Path = ['courier', 'http', 'request_config']
  const http = courier.http && call(courier.http.request_config, path, plan)
  const server = smtp(courier.smtp, clients.smtp, plan)
  if (courier.delivery_strategy === 'http') {
    if (!http)
      plan.fault(
        path,
        'is missing, and courier.delivery_strategy is http',
        'a map with url, method, headers and auth',
      )
    return http ? { kind: 'http', call: http } : { kind: 'mailbox' }
  }
  return server ? { kind: 'smtp', smtp: server } : { kind: 'mailbox' }
}

type SaidCall = NonNullable<Input['http']>['request_config']

function call(
  { url, method, headers, body, auth }: SaidCall,
  path: Path,
  plan: Plan,
): HttpCall | undefined {
  if (url === undefined) {
    plan.fault([...path, 'url'], 'is missing', 'the http or https URL of the service')
    return undefined
  }
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value))
      plan.fault([...path, 'headers', name], 'is no HTTP header')
  }
  return {
    url,
    method: (method || 'POST').toUpperCase(),
    headers: headers ?? {},
    body,
    auth: auth && authOf(auth),
  }
}

function authOf({ type, config }: NonNullable<SaidCall['auth']>): HttpCall['auth'] {
  if (type === 'basic_auth')
    return { kind: 'basic', user: config['user'] ?? '', password: config['password'] ?? '' }
  return {
    kind: 'key',
    name: config['name'] ?? '',
    value: config['value'] ?? '',
    in: config['in'] === 'cookie' ? 'cookie' : 'header',
  }
}

function templates(
  { templates: input, template_override_path: folder }: Input,
  plan: Plan,
): TemplateSettings {
  const sources: Partial<Record<TemplateType, TemplateSources>> = {}
  for (const type of templateTypes) {
    const place = templatePlace(type)
    const one = inputAt(input, place)
    if (!one) continue
    const { email, sms } = one
    const source = {
      subject: email?.subject,
      text: email?.body?.plaintext,
      html: email?.body?.html,
      sms: sms?.body?.plaintext,
    }
    if (Object.values(source).every((url) => url === undefined)) continue
    sources[type] = source
    const path = ['courier', 'templates', ...place]
    check(email?.subject, [...path, 'email', 'subject'], plan)
    check(email?.body?.plaintext, [...path, 'email', 'body', 'plaintext'], plan)
    check(email?.body?.html, [...path, 'email', 'body', 'html'], plan)
    check(sms?.body?.plaintext, [...path, 'sms', 'body', 'plaintext'], plan)
  }
  return {
    folder: folder === undefined ? undefined : resolve(plan.cwd, folder),
    sources,
    cwd: plan.cwd,
  }
}

type TemplateInput = {
  readonly email:
    | {
        readonly subject: string | undefined
        readonly body:
          | { readonly plaintext: string | undefined; readonly html: string | undefined }
          | undefined
      }
    | undefined
  readonly sms?:
    | { readonly body: { readonly plaintext: string | undefined } | undefined }
    | undefined
}

/** The template at this place below `courier.templates`. */
const inputAt = (input: Input['templates'], place: Path): TemplateInput | undefined =>
  place.reduce<unknown>(
    (at, name) => (at === undefined ? undefined : (at as Readonly<Record<string, unknown>>)[name]),
    input,
  ) as TemplateInput | undefined

/** Templates from the network are checked when they are used. */
function check(url: string | undefined, path: Path, plan: Plan): void {
  if (url === undefined) return
  if (!/^(?:https?|file|base64):\/\/./i.test(url))
    return plan.fault(
      path,
      'names no place that templates come from',
      'a URL that begins with https://, http://, file:// or base64://',
    )
  const file = templateFileOf(url, plan.cwd)
  const read = file === undefined ? { text: inlineTemplateOf(url) } : readNamedFile(file, plan.cwd)
  if ('problem' in read) return plan.fault(path, read.problem)
  const fault = read.text === undefined ? undefined : templateFaultOf(read.text)
  if (fault !== undefined) plan.fault(path, `is not a template that can be understood: ${fault}`)
}
