// What somebody who comes from the published server should know about a configuration here: what
// behaves in another way, and what is not safe.
import type { Examined } from '#config/read.ts'
import { isLoopback } from '#config/build/listeners.ts'
import { at, type Path } from '#config/paths.ts'

/** Something that a configuration brings about. */
export type Remark = { readonly path: Path; readonly text: string }

type Rule = (examined: Examined) => readonly Remark[]

const flows = ['login', 'registration', 'settings', 'recovery', 'verification', 'error'] as const
const has = ({ tree }: Examined, path: string) => at(tree, path.split('.')) !== undefined
const when = (is: boolean, path: string, text: string): readonly Remark[] =>
  is ? [{ path: path.split('.'), text }] : []

type Methods = Examined['config']['selfservice']['methods']

const onlyCodes = ({ code, totp, lookupSecret, webauthn }: Methods): boolean =>
  code.enabled &&
  code.secondFactor &&
  !totp.enabled &&
  !lookupSecret.enabled &&
  !(webauthn.enabled && !webauthn.passwordless)

/** What works in another way than where the configuration comes from. */
export const differences: readonly Rule[] = [
  (all) =>
    when(
      !has(all, 'serve.admin.host'),
      'serve.admin.host',
      `is not set: the admin listener is bound to ${all.config.admin.host}, and not to all addresses`,
    ),
  ({ config }) =>
    when(
      config.admin.tokens.length > 0,
      'pallas.admin.tokens',
      'callers of the admin listener send one of these as a bearer token',
    ),
  (all) =>
    when(
      !has(all, 'dsn'),
      'dsn',
      'is not set: data is kept in SQLite below ./data; a database of the published server is not ' +
        'opened, its identities are imported',
    ),
  (all) => {
    const own = flows.filter((kind) => !has(all, `selfservice.flows.${kind}.ui_url`))
    return when(
      own.length > 0,
      'selfservice.flows',
      `${own.join(', ')}: no ui_url is set, so pages of this server are shown`,
    )
  },
  (all) =>
    when(
      !has(all, 'serve.public.base_url'),
      'serve.public.base_url',
      `is not set: links begin with ${all.config.public.baseUrl}, whatever host a request names`,
    ),
  (all) =>
    when(
      has(all, 'selfservice.allowed_return_urls'),
      'selfservice.allowed_return_urls',
      'return_to is compared by whole segments of its path, and host and port must be equal',
    ),
  ({ config }) =>
    when(
      config.mail.transport.kind !== 'mailbox',
      'courier',
      'links in messages open a page with one button, so that programs that look at links use ' +
        'up nothing; messages are delivered by the serving process',
    ),
  ({ config }) =>
    when(
      config.pallas.notices.enabled,
      'pallas.notices.enabled',
      'people get a mail when their password, a second factor or an address changes' +
        (config.pallas.notices.signIns ? ', and of sign-ins on new devices' : ''),
    ),
  ({ config }) =>
    when(
      config.pallas.shield.account !== undefined,
      'pallas.shield',
      'wrong passwords and codes, and messages to one address, are limited (docs/shield.md)',
    ),
  ({ config }) =>
    when(
      config.pallas.passwordBlocklist && config.selfservice.methods.password.enabled,
      'pallas.passwords.blocklist',
      'common passwords, and those that are like the traits, are refused',
    ),
  ({ config }) =>
    when(
      config.pallas.recoveryEndsOtherSessions,
      'pallas.recovery.end_other_sessions',
      'a recovery ends all other sessions of the account',
    ),
  ({ config: { selfservice } }) =>
    when(
      selfservice.flows.recovery.enabled && onlyCodes(selfservice.methods),
      'selfservice.methods.code.mfa_enabled',
      'codes are the only second factor, and after a recovery by mail no code by mail is one: whoever ' +
        'has nothing but a mailbox gets no further then without an administrator; with backup codes ' +
        'or an authenticator app they do (docs/second-factors.md)',
    ),
  (all) =>
    when(
      !has(all, 'hashers.algorithm'),
      'hashers.algorithm',
      'is not set: new passwords are hashed by argon2id; imported hashes still work',
    ),
  (all) =>
    when(
      !has(all, 'secrets'),
      'secrets',
      'are not set: they are made once and kept in ./data/secrets.json, of which a copy is needed',
    ),
]

/** Texts that examples are full of. */
const wellKnown: readonly RegExp[] = [
  /change[-_ ]?me|reallyneedtochange|please|example|dummy/i,
  /insecure|not[-_ ]?(?:so[-_ ]?)?secure|secret[-_ ]?not/i,
  /password|default|secret[-_ ]?key/i,
  /^(.)\1+$|^(?:0?123456789|abcdef)/i,
]
const isWellKnown = (secret: string) => wellKnown.some((one) => one.test(secret))

const isOpenHost = (url: string) => !isLoopback(new URL(url).hostname)

/** What is not safe, besides what the configuration itself warns of. */
export const risks: readonly Rule[] = [
  ({ config }) =>
    when(config.dev, 'dev', 'development mode is on: cookies are not Secure, and more is shown'),
  ({ settings }) =>
    (['default', 'cookie', 'cipher', 'pagination'] as const).flatMap((name) =>
      (settings.secrets[name] ?? []).flatMap((secret, position) => {
        const path = ['secrets', name, position]
        if (isWellKnown(secret))
          return [{ path, text: 'looks like the secret of an example, which everybody knows' }]
        return secret.length < 32
          ? [{ path, text: 'is short: use 32 random characters or more' }]
          : []
      }),
    ),
  ({ config }) =>
    config.admin.tokens.flatMap((token, position) =>
      token.length < 32 || isWellKnown(token)
        ? [
            {
              path: ['pallas', 'admin', 'tokens', position],
              text: 'can be guessed: use 32 random characters or more',
            },
          ]
        : [],
    ),
  ({ settings }) =>
    when(
      settings.ciphers?.algorithm === 'noop',
      'ciphers.algorithm',
      'asks for no encryption; what is stored is encrypted here all the same, but not where ' +
        'the file comes from',
    ),
  ({ config }) =>
    when(
      config.public.baseUrl.startsWith('http:') && isOpenHost(config.public.baseUrl),
      'serve.public.base_url',
      'is http: passwords and cookies travel unencrypted, and browsers refuse Secure cookies',
    ),
  ({ config }) =>
    when(
      config.public.cors !== undefined && config.public.cors.allowedOrigins.includes('*'),
      'serve.public.cors.allowed_origins',
      'allows the pages of every site to call',
    ),
  ({ config }) =>
    when(
      config.featureFlags.allowsInsecureOrigins,
      'feature_flags.legacy_allow_insecure_origins',
      'lets a * in origins and return addresses cover hosts of strangers',
    ),
  ({ config: { mail } }) =>
    when(
      mail.transport.kind === 'smtp' &&
        mail.transport.smtp.encryption === 'none' &&
        !isLoopback(mail.transport.smtp.host),
      'courier.smtp.connection_uri',
      'sends mail unencrypted (disable_starttls)',
    ),
  ({ config: { mail } }) =>
    when(
      mail.transport.kind === 'http' &&
        mail.transport.call.url.startsWith('http:') &&
        isOpenHost(mail.transport.call.url),
      'courier.http.request_config.url',
      'sends mail unencrypted (http)',
    ),
  ({ config: { oauth2Provider } }) =>
    when(
      oauth2Provider !== undefined &&
        oauth2Provider.url.startsWith('http:') &&
        isOpenHost(oauth2Provider.url),
      'oauth2_provider.url',
      'is http: whoever can listen can accept logins',
    ),
  ({ config }) =>
    when(
      config.pallas.shield.account === undefined,
      'pallas.shield.enabled',
      'guessing is not limited',
    ),
  ({ config }) =>
    when(
      config.selfservice.methods.password.enabled &&
        config.selfservice.methods.password.minLength < 8,
      'selfservice.methods.password.config.min_password_length',
      'is less than 8',
    ),
  ({ config }) =>
    when(
      /^postgres|^mysql|^cockroach/.test(config.dsn) &&
        /sslmode=disable|tls=false/.test(config.dsn),
      'dsn',
      'talks to the database unencrypted',
    ),
]
