import { choice, formed, integer, list, mapOf, text } from '#lib/json-schema.ts'
import { duration, maybe, open, or, section, url } from './node.ts'
import { courierCall } from './hooks.ts'

/** The sender of mails where none is configured: an address of the published server's vendor. */
export const publishedSender = 'no-reply@ory.kratos.sh'

const email = () =>
  section({
    subject: maybe(url),
    body: maybe(section({ plaintext: maybe(url), html: maybe(url) })),
  })
const sms = () => maybe(section({ body: maybe(section({ plaintext: maybe(url) })) }))
const valid = () => maybe(section({ email: maybe(email()), sms: sms() }))
const both = () =>
  maybe(section({ valid: valid(), invalid: maybe(section({ email: maybe(email()) })) }))
const validOnly = () => maybe(section({ valid: valid() }))

export const courier = section({
  delivery_strategy: or(choice('smtp', 'http'), 'smtp'),
  smtp: section({
    connection_uri: maybe(formed('smtp-url')),
    client_cert_path: maybe(text),
    client_key_path: maybe(text),
    from_address: or(formed('email'), publishedSender),
    from_name: maybe(text),
    headers: maybe(mapOf(text)),
    local_name: or(text, 'localhost'),
  }),
  http: maybe(section({ request_config: courierCall() })),
  channels: or(
    list(
      section({
        id: choice('sms', 'email'),
        type: or(choice('http'), 'http'),
        request_config: courierCall(),
      }),
    ),
    [],
  ),
  message_retries: or(integer(0), 5),
  message_ttl: or(duration, '24h'),
  worker: open(section({ pull_count: or(integer(1), 10), pull_wait: or(duration, '1s') })),
  template_override_path: maybe(text),
  templates: maybe(
    section({
      recovery: both(),
      recovery_code: both(),
      verification: both(),
      verification_code: both(),
      registration_code: validOnly(),
      login_code: validOnly(),
      password_changed: validOnly(),
      second_factor_changed: validOnly(),
      sign_in_method_changed: validOnly(),
      address_changed: validOnly(),
      account_changed: validOnly(),
      registration_taken: validOnly(),
      new_sign_in: validOnly(),
      second_factor_reset_begun: validOnly(),
      second_factor_reset_done: validOnly(),
      activity_reported: validOnly(),
      deletion_requested: validOnly(),
      deletion_soon: validOnly(),
      deletion_cancelled: validOnly(),
      account_deleted: validOnly(),
      data_ready: validOnly(),
      data_downloaded: validOnly(),
      verifiable_address_changed: valid(),
    }),
  ),
})
