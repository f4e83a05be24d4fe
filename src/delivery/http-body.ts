// What a service is told about a message.
import type { PreparedMessage } from '#courier/delivery.ts'
import type { Json, JsonObject } from '#lib/json.ts'

/** All data, with the names that programs for bodies use. */
export function bodyContext({
  id,
  channel,
  recipient,
  template,
  data,
  content,
}: PreparedMessage): JsonObject {
  const known = templateDataOf(recipient, data)
  const templateData = channel === 'sms' ? withoutAll(known, notInTexts) : known
  return {
    recipient,
    template_type: template,
    template_data: templateData,
    subject: content.subject,
    body: content.text,
    ...(content.html === undefined ? {} : { html_body: content.html }),
    message_type: channel,
    message_id: id,
    request_headers: known['request_headers'] ?? {},
    ...(templateData['identity'] === undefined ? {} : { identity: templateData['identity'] }),
  }
}

/** What `template_data` of a text message does not have, as published. */
const notInTexts = ['request_headers', 'request_url_domain', 'traits']

const withoutAll = (data: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)))

function templateDataOf(recipient: string, data: JsonObject): JsonObject {
  const { Traits: traits } = data
  const identity: JsonObject =
    data['Identity'] === undefined && traits !== undefined ? { identity: { traits } } : {}
  return {
    to: recipient,
    ...identity,
    ...Object.fromEntries(Object.entries(data).map(([name, value]) => [snakeCase(name), value])),
  }
}

/** The body when no program makes one; missing values are null. */
export function defaultBody(facts: JsonObject): JsonObject {
  const data = facts['template_data'] as JsonObject
  const fact = (name: string): Json => data[name] ?? null
  return {
    recipient: facts['recipient'] ?? null,
    template_type: facts['template_type'] ?? null,
    to: fact('to'),
    recovery_code: fact('recovery_code'),
    recovery_url: fact('recovery_url'),
    verification_url: fact('verification_url'),
    verification_code: fact('verification_code'),
    ...(data['login_code'] === undefined ? {} : { login_code: fact('login_code') }),
    ...(data['registration_code'] === undefined
      ? {}
      : { registration_code: fact('registration_code') }),
    subject: facts['subject'] ?? null,
    body: facts['body'] ?? null,
  }
}

/** `RecoveryURL` becomes `recovery_url`, `RequestURLDomain` becomes `request_url_domain`. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(
      /([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g,
      (_all, a: string | undefined, b: string, c: string, d: string) =>
        a === undefined ? `${c}_${d}` : `${a}_${b}`,
    )
    .toLowerCase()
}
