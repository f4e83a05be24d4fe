// All settings of a configuration file.
import {
  type Accepted,
  anything,
  choice,
  flag,
  formed,
  integer,
  type JsonSchema,
  limitedText,
  list,
  mapOf,
  text,
} from '#lib/json-schema.ts'
import { duration, maybe, open, or, section } from './node.ts'
import { courier } from './courier.ts'
import { flows } from './flows.ts'
import { methods } from './methods.ts'
import { pallas } from './pallas.ts'
import { serve } from './serve.ts'
import { tracing } from './tracing.ts'

const secret = () => limitedText({ minLength: 16 })
const sameSite = () => choice('Strict', 'Lax', 'None')
const yesOrNo = (): JsonSchema<boolean | 'true' | 'false'> => ({
  type: ['boolean', 'string'],
  enum: [true, false, 'true', 'false'],
})

const selfservice = section({
  default_browser_return_url: maybe(formed('link')),
  allowed_return_urls: or(list(formed('link')), []),
  flows,
  methods,
})

const session = section({
  lifespan: or(duration, '24h'),
  earliest_possible_extend: or(formed('duration-or-lifespan'), 'lifespan'),
  cookie: section({
    name: or(limitedText({ minLength: 1 }), 'ory_kratos_session'),
    persistent: or(flag, true),
    domain: maybe(text),
    path: maybe(text),
    same_site: maybe(sameSite()),
    secure: maybe(yesOrNo()),
  }),
  whoami: section({
    required_aal: or(choice('aal1', 'highest_available'), 'highest_available'),
    tokenizer: open(
      section({
        templates: or(
          mapOf(
            section({
              jwks_url: formed('source'),
              ttl: maybe(duration),
              claims_mapper_url: maybe(formed('source')),
              subject_source: or(choice('id', 'external_id'), 'id'),
            }),
          ),
          {},
        ),
      }),
    ),
  }),
})

const hashers = section({
  algorithm: or(choice('argon2', 'bcrypt'), 'argon2'),
  argon2: section({
    memory: or(formed('bytes'), '19MB'),
    iterations: or(integer(1), 2),
    parallelism: or(integer(1, 255), 1),
    salt_length: or(integer(16), 16),
    key_length: or(integer(16), 32),
    expected_duration: maybe(duration),
    expected_deviation: maybe(duration),
    dedicated_memory: maybe(formed('bytes')),
  }),
  bcrypt: section({ cost: or(integer(4, 31), 12) }),
})

export const settings = section({
  version: maybe<string | number>({ type: ['string', 'number'] }),
  dev: or(flag, false),
  dsn: maybe(limitedText({ minLength: 1 })),
  serve,
  selfservice,
  session,
  cookies: section({
    domain: maybe(text),
    path: or(limitedText({ minLength: 1 }), '/'),
    same_site: or(sameSite(), 'Lax'),
    secure: maybe(yesOrNo()),
  }),
  identity: section({
    default_schema_id: or(limitedText({ minLength: 1 }), 'default'),
    schemas: maybe(
      list(
        open(
          section({
            id: limitedText({ minLength: 1 }),
            url: formed('source'),
            selfservice_selectable: or(flag, false),
          }),
        ),
        { minItems: 1 },
      ),
    ),
  }),
  secrets: section({
    default: maybe(list(secret(), { minItems: 1, uniqueItems: true })),
    cookie: maybe(list(secret(), { minItems: 1, uniqueItems: true })),
    cipher: maybe(list(limitedText({ minLength: 32, maxLength: 32 }), { minItems: 1 })),
    pagination: maybe(list(secret(), { minItems: 1 })),
  }),
  hashers,
  ciphers: maybe(open(section({ algorithm: maybe(choice('noop', 'aes', 'xchacha20-poly1305')) }))),
  security: open(
    section({
      account_enumeration: open(section({ mitigate: or(flag, false) })),
      disallow_ref_in_identity_schemas: or(flag, false),
    }),
  ),
  log: section({
    level: or(choice('trace', 'debug', 'info', 'warning', 'error', 'fatal', 'panic'), 'info'),
    format: or(choice('json', 'text', 'gelf'), 'json'),
    leak_sensitive_values: or(flag, false),
    redaction_text: or(text, '[kept secret]'),
  }),
  courier,
  clients: open(
    section({
      http: open(
        section({
          disallow_private_ip_ranges: or(flag, false),
          private_ip_exception_urls: or(list(formed('link')), []),
        }),
      ),
      smtp: open(section({ disallow_private_ip_ranges: or(flag, false) })),
      web_hook: open(
        section({
          header_allowlist: or(list(limitedText({ minLength: 1 })), [
            'Accept',
            'Accept-Encoding',
            'Accept-Language',
            'Content-Length',
            'Content-Type',
            'Origin',
            'Priority',
            'Referer',
            'Sec-Ch-Ua',
            'Sec-Ch-Ua-Mobile',
            'Sec-Ch-Ua-Platform',
            'Sec-Fetch-Dest',
            'Sec-Fetch-Mode',
            'Sec-Fetch-Site',
            'Sec-Fetch-User',
            'True-Client-Ip',
            'User-Agent',
          ]),
        }),
      ),
    }),
  ),
  feature_flags: section({
    use_continue_with_transitions: or(flag, false),
    choose_recovery_address: or(flag, false),
    refresh_login_choose_address: or(flag, false),
    faster_session_extend: or(flag, false),
    legacy_allow_insecure_origins: or(flag, false),
    cacheable_sessions: or(flag, false),
    cacheable_sessions_max_age: maybe(duration),
    password_profile_registration_node_group: or(choice('password', 'default'), 'default'),
    legacy_oidc_registration_node_group: or(flag, false),
    legacy_continue_with_verification_ui: or(flag, false),
    legacy_require_verified_login_error: or(flag, false),
  }),
  oauth2_provider: maybe(
    section({
      url: maybe(formed('web-url')),
      headers: maybe(mapOf(text)),
      override_return_to: maybe(flag),
    }),
  ),
  database: section({
    cleanup: open(
      section({
        batch_size: or(integer(1, 10_000), 100),
        sleep: open(section({ tables: or(duration, '1m') })),
        older_than: or(duration, '0s'),
      }),
    ),
  }),
  preview: maybe(
    open(section({ default_read_consistency_level: maybe(choice('strong', 'eventual')) })),
  ),
  tracing,
  organizations: maybe(list(anything)),
  enterprise: maybe(section({ identity_schema_fallback_url_template: maybe(text) })),
  revision: maybe(text),
  help: maybe(flag),
  config: maybe(list(text)),
  'sqa-opt-out': maybe(flag),
  'watch-courier': maybe(flag),
  'expose-metrics-port': maybe(integer(0, 65_535)),
  pallas,
})

/** A checked configuration with defaults. */
export type Settings = Accepted<typeof settings>
