import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages } from '#languages/language.ts'
import { example, faultsOf, read, scratch } from './files.ts'

test('with no configuration at all everything has a value', (t) => {
  const cwd = scratch(t)
  const { config, warnings } = read({ cwd })
  const { flows, methods } = config.selfservice
  assert.deepEqual(warnings, [])
  assert.equal(config.dsn, `sqlite://${cwd}/data/pallas.sqlite`)
  assert.equal(config.public.baseUrl, 'http://127.0.0.1:4433')
  assert.equal(config.admin.baseUrl, 'http://127.0.0.1:4434')
  assert.equal(config.admin.host, '127.0.0.1')
  assert.equal(flows.login.uiUrl, 'http://127.0.0.1:4433/ui/login')
  assert.equal(flows.error.uiUrl, 'http://127.0.0.1:4433/ui/error')
  assert.equal(config.selfservice.defaultReturnUrl, 'http://127.0.0.1:4433/ui/welcome')
  assert.deepEqual(config.selfservice.allowedReturnUrls, [
    'http://127.0.0.1:4433/ui/welcome',
    'http://127.0.0.1:4433/self-service',
  ])
  assert.deepEqual(
    [flows.recovery.enabled, flows.verification.enabled, flows.recovery.use],
    [true, true, 'code'],
  )
  assert.deepEqual(flows.registration.after.methods['password']?.hooks, [
    { hook: 'session', config: {} },
  ])
  assert.deepEqual(
    [flows.login.lifespanMs, flows.settings.privilegedSessionMaxAgeMs, flows.registration.style],
    [3_600_000, 3_600_000, 'profile_first'],
  )
  assert.deepEqual(
    [
      config.session.cookie.name,
      config.session.lifespanMs,
      config.session.earliestPossibleExtendMs,
    ],
    ['ory_kratos_session', 86_400_000, undefined],
  )
  assert.deepEqual(
    [
      methods.password.minLength,
      methods.code.maxSubmissions,
      methods.link.enabled,
      methods.totp.issuer,
    ],
    [8, 5, false, '127.0.0.1'],
  )
  assert.deepEqual(config.hashers, {
    algorithm: 'argon2',
    bcrypt: { cost: 12 },
    argon2: { memoryKiB: 19 * 1024, iterations: 2, parallelism: 1, saltBytes: 16, keyBytes: 32 },
  })
  assert.deepEqual(config.pallas, {
    editions: {
      enabled: ['v26.3', 'v26.2', 'v0.7', 'v0.6', 'v0.4', 'v0.2'],
      root: ['v26.2', 'v0.2'],
      apiKratos: ['v0.7', 'v0.6'],
    },
    shield: {
      account: { tries: 100, refillMs: 900_000 },
      code: { tries: 50, refillMs: 900_000 },
      secondFactor: { tries: 50, refillMs: 900_000 },
      device: { tries: 30, refillMs: 900_000 },
      network: { tries: 300, refillMs: 10_000 },
      recipient: { tries: 10, refillMs: 900_000, resendMs: 60_000 },
      networkMessages: { tries: 300, refillMs: 10_000 },
      proofOfWork: { iterations: 1000, attempts: 1000, lifespanMs: 600_000 },
    },
    audit: { enabled: true, forward: undefined, retentionMs: 365 * 24 * 3_600_000 },
    recoveryEndsOtherSessions: true,
    passwordBlocklist: true,
    notices: { enabled: true, signIns: true },
    secondFactor: { rememberMs: undefined, resetDelayMs: 72 * 3_600_000 },
    impersonation: { isEnabled: false, lifespanMs: 15 * 60_000 },
    operators: {
      requiresSecondFactor: true,
      idleMs: 30 * 60_000,
      lifespanMs: 12 * 3_600_000,
      reauthenticateAfterMs: 15 * 60_000,
    },
    hstsMs: 31_536_000_000,
    hooks: undefined,
    webHooks: { giveUpAfterMs: 259_200_000, retentionMs: 604_800_000 },
    events: { webHooks: [] },
    serve: { workers: undefined },
    replica: undefined,
    geoipFile: undefined,
    deletion: { isEnabled: false, graceMs: 14 * 86_400_000, identifiersFreeAfterMs: 0 },
    personalData: { isEnabled: true, withAdminMetadata: false },
    requests: { deadlineMs: 25_000 },
    trustedProxies: [],
    sqlite: { synchronous: 'FULL' },
    pages: { productName: 'Pallas', theme: undefined },
    languages: {
      offered: languages,
      fallback: 'en',
      replacements: {},
      added: {},
      from: undefined,
      api: false,
    },
  })
})

test('the default identity schema is a person with an e-mail address and a name', (t) => {
  const { identity } = read({ cwd: scratch(t) }).config
  const [schema] = identity.schemas
  assert.equal(schema?.id, identity.defaultSchemaId)
  const { properties } = JSON.parse(
    Buffer.from(schema?.url.replace('base64://', '') ?? '', 'base64').toString(),
  ) as {
    properties: { traits: { properties: object; required: string[] } }
  }
  assert.deepEqual(Object.keys(properties.traits.properties), ['email', 'name'])
  assert.deepEqual(properties.traits.required, ['email'])
})

test('with a file, recovery and verification are off and a registration does not sign in unless the file says so', (t) => {
  const { flows } = read({ cwd: scratch(t) }, 'dsn: memory').config.selfservice
  assert.deepEqual(
    [
      flows.recovery.enabled,
      flows.verification.enabled,
      flows.registration.after.methods['password']?.hooks,
    ],
    [false, false, []],
  )
})

for (const name of ['full.yml', 'hooks.yml', 'providers.yml', 'messages.yml']) {
  test(`a configuration as people write it is read: ${name}`, (t) => {
    assert.deepEqual(faultsOf({ cwd: scratch(t), files: [example(name)] }), [])
  })
}

test('what a file says arrives where it is used', (t) => {
  const { config } = read({ cwd: scratch(t), files: [example('full.yml')] })
  const { selfservice } = config
  assert.deepEqual(selfservice.allowedReturnUrls, [
    'http://127.0.0.1:3000',
    'shop://signed-in',
    'http://127.0.0.1:3000/',
    'http://127.0.0.1:14433/self-service',
  ])
  assert.deepEqual(
    [
      selfservice.flows.login.style,
      selfservice.flows.login.lifespanMs,
      selfservice.flows.logout.defaultReturnUrl,
    ],
    ['identifier_first', 600_000, 'http://127.0.0.1:3000/login'],
  )
  assert.deepEqual(
    [
      selfservice.flows.verification.use,
      selfservice.flows.verification.notifyUnknownRecipients,
      selfservice.flows.settings.requiredAal,
    ],
    ['link', true, 'aal1'],
  )
  assert.deepEqual(selfservice.flows.recovery.after.hooks, [
    { hook: 'revoke_active_sessions', config: {} },
  ])
  assert.deepEqual(selfservice.methods.code, {
    enabled: true,
    passwordless: true,
    secondFactor: false,
    lifespanMs: 900_000,
    maxSubmissions: 3,
    missingCredentialFallback: false,
  })
  assert.deepEqual(
    [
      config.identity.defaultSchemaId,
      config.identity.schemas[0]?.selfserviceSelectable,
      config.identity.schemas[1]?.selfserviceSelectable,
    ],
    ['customer', true, false],
  )
  assert.deepEqual(
    [
      config.session.earliestPossibleExtendMs,
      config.security.mitigateEnumeration,
      config.hashers.bcrypt.cost,
      config.version,
    ],
    [86_400_000, true, 8, 'v1.3.0'],
  )
  assert.equal(config.public.baseUrl, 'http://127.0.0.1:14433')
})

test('hooks and return addresses are kept per flow and per method', (t) => {
  const { login, registration } = read({ cwd: scratch(t), files: [example('hooks.yml')] }).config
    .selfservice.flows
  assert.equal(login.before[0]?.config['url'], 'http://127.0.0.1:9000/before')
  assert.deepEqual(
    [
      login.after.defaultReturnUrl,
      login.after.methods['password']?.defaultReturnUrl,
      login.after.methods['code']?.defaultReturnUrl,
    ],
    ['http://127.0.0.1:3000/in', 'http://127.0.0.1:3000/in-by-password', undefined],
  )
  assert.deepEqual(
    registration.after.methods['password']?.hooks.map(({ hook }) => hook),
    ['web_hook', 'web_hook', 'session'],
  )
})

test('providers, token templates, cross-origin rules and cookies are read', (t) => {
  const { config } = read({ cwd: scratch(t), files: [example('providers.yml')] })
  assert.deepEqual(config.public.cors, {
    allowedOrigins: ['https://app.example.org', 'https://*.example.com'],
    allowedMethods: ['GET', 'POST'],
    allowedHeaders: ['Authorization', 'X-Session-Token'],
    exposedHeaders: ['Content-Type', 'X-Extra'],
    allowCredentials: true,
    maxAgeS: 600,
  })
  assert.deepEqual(config.session.cookie, {
    name: 'my_session',
    persistent: false,
    domain: 'example.org',
    path: '/',
    sameSite: 'Lax',
    secure: true,
  })
  assert.deepEqual(config.cookies, {
    domain: 'example.org',
    path: '/',
    sameSite: 'Strict',
    secure: true,
  })
  assert.deepEqual(config.session.tokenizer['plain'], {
    ttlMs: 0,
    jwksUrl: 'file:///etc/shop/keys.json',
    claimsMapperUrl: undefined,
    subjectSource: 'id',
  })
  assert.equal(config.hashers.argon2.memoryKiB, 128 * 1024)
  assert.deepEqual(config.featureFlags.cacheableSessions, { maxAgeMs: undefined })
})

test('a template of tokens without a time is told', (t) => {
  const told = (template: string) =>
    read(
      { cwd: scratch(t) },
      `session: {whoami: {tokenizer: {templates: {a: {jwks_url: "base64://e30="${template}}}}}}`,
    ).warnings.filter((one) => one.includes('tokenizer'))
  assert.match(told('').join(), /templates\.a\.ttl is not set: its tokens end at once/)
  assert.deepEqual(told(', ttl: 1m'), [])
})

test('cookies are Secure unless it is a developer’s server or the file says otherwise', (t) => {
  const cwd = scratch(t)
  assert.equal(read({ cwd }, 'dsn: memory').config.session.cookie.secure, true)
  assert.equal(read({ cwd, dev: true }, 'dsn: memory').config.session.cookie.secure, false)
  assert.equal(read({ cwd }, 'dev: true').config.cookies.secure, false)
  const { config } = read(
    { cwd, dev: true },
    'session: {cookie: {secure: "true", same_site: Strict}}',
  )
  assert.deepEqual(
    [
      config.session.cookie.secure,
      config.cookies.secure,
      config.session.cookie.sameSite,
      config.cookies.sameSite,
    ],
    [true, false, 'Strict', 'Lax'],
  )
})

test('a __Host- cookie must keep what its name promises', (t) => {
  const cwd = scratch(t)
  assert.deepEqual(faultsOf({ cwd }, 'session: {cookie: {name: __Host-session}}'), [])
  assert.match(
    faultsOf({ cwd }, 'session: {cookie: {name: __Host-session, domain: example.org}}').join(),
    /__Host-, which needs a secure cookie/,
  )
})

test('of several files the later one wins, maps merged, lists replaced, and the environment wins over all', (t) => {
  const first =
    'serve: {public: {port: 1001}}\nlog: {level: error, format: text}\nselfservice: {allowed_return_urls: ["http://a/", "http://b/"]}'
  const second = 'log: {level: debug}\nselfservice: {allowed_return_urls: ["http://c/"]}'
  const { config } = read(
    { cwd: scratch(t), env: { SERVE_PUBLIC_PORT: '1002', DSN: 'memory' } },
    first,
    second,
  )
  assert.deepEqual([config.log.level, config.log.format], ['debug', 'text'])
  assert.deepEqual(
    [config.public.port, config.public.baseUrl, config.dsn],
    [1002, 'http://127.0.0.1:1002', 'memory'],
  )
  assert.equal(config.selfservice.allowedReturnUrls[0], 'http://c/')
  assert.equal(config.selfservice.allowedReturnUrls.includes('http://a/'), false)
})

test('JSON is read as well as YAML, with anchors and merge keys', (t) => {
  const cwd = scratch(t)
  assert.equal(read({ cwd }, '{"log": {"level": "debug"}}').config.log.level, 'debug')
  const { flows } = read(
    { cwd },
    'selfservice: {flows: {login: &short {lifespan: 5m}, registration: {<<: *short, enabled: false}}}',
  ).config.selfservice
  assert.deepEqual([flows.registration.lifespanMs, flows.registration.enabled], [300_000, false])
})

test('every fault is reported at once, with its file, line, variable, path and what is allowed', (t) => {
  const text = 'serve:\n  public:\n    port: http\n  pubilc: {}\nlog: {level: loud}\n'
  assert.deepEqual(
    faultsOf({ cwd: scratch(t), env: { SESSION_LIFESPAN: 'long' } }, text).toSorted(),
    [
      '1.yml:3: serve.public.port must be a whole number',
      '1.yml:4: serve.pubilc is not a known key (did you mean public?)',
      '1.yml:5: log.level has a value that is not known (allowed: trace, debug, info, warning, error, fatal, panic)',
      'environment variable SESSION_LIFESPAN: session.lifespan must be a duration such as 1h30m, 1.5h or 500ms (units ns, us, ms, s, m, h)',
    ],
  )
})

test('files that cannot be read are faults, and nothing of them is quoted', (t) => {
  const cwd = scratch(t)
  assert.deepEqual(faultsOf({ cwd, files: ['nothing.yml'] }), [
    'nothing.yml: the file does not exist',
  ])
  assert.deepEqual(faultsOf({ cwd, files: ['.'] }), ['.: the file is a directory'])
  assert.deepEqual(faultsOf({ cwd }, ''), ['1.yml: the file is empty'])
  assert.deepEqual(faultsOf({ cwd }, '# nothing yet\n'), ['1.yml: the file is empty'])
  assert.deepEqual(faultsOf({ cwd }, '- a\n- b\n'), ['1.yml: must be a map of keys'])
  assert.deepEqual(faultsOf({ cwd }, 'log: {}\nsecrets:\n  cookie: [*hunter2]\n'), [
    '1.yml: is not valid YAML: an alias without its anchor, or too many of them',
  ])
  assert.deepEqual(faultsOf({ cwd }, 'dsn: memory\ndsn: hunter2\n'), [
    '1.yml:2: is not valid YAML here: duplicate key dsn',
  ])
  assert.deepEqual(
    faultsOf({ cwd }, 'dsn: [hunter2\n').map((line) => line.includes('hunter2')),
    [false],
  )
})

test('keys without effect are named in one warning', (t) => {
  const { warnings } = read({ cwd: scratch(t), files: [example('messages.yml')] })
  assert.deepEqual(warnings, [
    'accepted, but without effect: preview.default_read_consistency_level',
  ])
})

test('any version is accepted', (t) => {
  const cwd = scratch(t)
  for (const [said, version] of [
    ['v26.2.0', 'v26.2.0'],
    ['""', ''],
    ['1.0', '1'],
    ['v0.7.6-alpha.1', 'v0.7.6-alpha.1'],
    ['latest', 'latest'],
  ])
    assert.equal(read({ cwd }, `version: ${said}`).config.version, version)
})

test('older spellings are read, and said aloud', (t) => {
  const { config, warnings } = read(
    { cwd: scratch(t) },
    'selfservice: {flows: {login: {request_lifespan: 5m}}, whitelisted_return_urls: ["http://a/"]}',
  )
  assert.equal(config.selfservice.flows.login.lifespanMs, 300_000)
  assert.deepEqual(warnings, [
    '1.yml:1: selfservice.flows.login.request_lifespan is an old spelling of selfservice.flows.login.lifespan',
    '1.yml:1: selfservice.whitelisted_return_urls is an old spelling of selfservice.allowed_return_urls',
  ])
})

test('relative addresses are completed by the public base URL', (t) => {
  const { selfservice } = read(
    { cwd: scratch(t) },
    'serve: {public: {base_url: "https://id.example.org/auth/"}}\nselfservice: {default_browser_return_url: /home, flows: {login: {ui_url: /sign-in}}}',
  ).config
  assert.deepEqual(
    [selfservice.defaultReturnUrl, selfservice.flows.login.uiUrl, selfservice.flows.error.uiUrl],
    [
      'https://id.example.org/home',
      'https://id.example.org/sign-in',
      'https://id.example.org/auth/ui/error',
    ],
  )
})

test('addresses that could run a script or hide a user name are refused', (t) => {
  const cwd = scratch(t)
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a/', 'https://user:pw@a/'])
    assert.equal(
      faultsOf({ cwd }, `selfservice: {flows: {login: {ui_url: "${url}"}}}`).length,
      1,
      url,
    )
  assert.equal(
    faultsOf({ cwd }, 'selfservice: {default_browser_return_url: "javascript:alert(1)"}').length,
    1,
  )
  assert.equal(faultsOf({ cwd }, 'serve: {public: {base_url: "https://a/?x=1"}}').length, 1)
})

test('rules that concern several keys are checked', (t) => {
  const cwd = scratch(t)
  const provider = (more: string) =>
    `selfservice: {methods: {oidc: {config: {providers: [{id: a, client_id: c, mapper_url: "file:///m", ${more}}]}}}}`
  const providerFault = (key: string, problem: string) => [
    `1.yml:1: selfservice.methods.oidc.config.providers.0.${key} ${problem}`,
  ]
  assert.deepEqual(
    faultsOf(
      { cwd },
      'selfservice: {methods: {code: {passwordless_enabled: true, mfa_enabled: true}}}',
    ),
    [
      '1.yml:1: selfservice.methods.code cannot be both the first and the second factor (passwordless_enabled or mfa_enabled)',
    ],
  )
  assert.deepEqual(faultsOf({ cwd }, 'selfservice: {methods: {passkey: {enabled: true}}}'), [
    '1.yml:1: selfservice.methods.passkey.config is missing (rp.id and rp.display_name)',
  ])
  assert.deepEqual(
    faultsOf({ cwd }, provider('provider: google')),
    providerFault('client_secret', 'is missing, and the provider google needs it'),
  )
  assert.deepEqual(
    faultsOf({ cwd }, provider('provider: google, client_secret: s, microsoft_tenant: t')),
    providerFault('microsoft_tenant', 'does not belong to the provider google'),
  )
  assert.deepEqual(
    faultsOf(
      { cwd },
      'identity: {default_schema_id: x, schemas: [{id: a, url: "file:///a"}, {id: a, url: "file:///b"}]}',
    ),
    ['1.yml:1: identity.default_schema_id names no schema of identity.schemas (allowed: a)'],
  )
  assert.deepEqual(
    faultsOf(
      { cwd },
      'selfservice: {flows: {login: {before: {hooks: [{hook: web_hook, config: {url: "http://a/", method: POST, response: {ignore: true, parse: true}}}]}}}}',
    ).length,
    1,
  )
})

test('the admin listener beyond this machine needs tokens, or an explicit word', (t) => {
  const cwd = scratch(t)
  const open = (host: string, more = '') =>
    faultsOf({ cwd }, `serve: {admin: {host: "${host}"}}\n${more}`)
  for (const host of [
    '127.0.0.1',
    '127.1.2.3',
    'localhost',
    '::1',
    '[::1]',
    'unix:/run/pallas.sock',
  ])
    assert.deepEqual(open(host), [], host)
  for (const host of [
    '0.0.0.0',
    '::',
    '',
    '10.0.0.1',
    'example.org',
    '127.0.0.1.example.org',
    'localhost.example.org',
  ])
    assert.match(open(host).join(), /serve\.admin\.host opens the admin listener/, host)
  assert.deepEqual(open('0.0.0.0', 'pallas: {admin: {tokens: [a-token-of-the-operator]}}'), [])
  assert.deepEqual(open('0.0.0.0', 'pallas: {admin: {insecure: true}}'), [])
  const { warnings } = read(
    { cwd },
    'serve: {admin: {host: 0.0.0.0}}\npallas: {admin: {insecure: true}}',
  )
  assert.match(warnings.join(), /asks for no token/)
})

test('a base URL that is not configured comes from host and port', (t) => {
  const cwd = scratch(t)
  const url = (host: string) =>
    read({ cwd }, `serve: {public: {host: "${host}", port: 8080}}`).config.public.baseUrl
  assert.deepEqual(['0.0.0.0', '::', 'id.example.org', '::1', 'unix:/run/p.sock'].map(url), [
    'http://127.0.0.1:8080',
    'http://127.0.0.1:8080',
    'http://id.example.org:8080',
    'http://[::1]:8080',
    'http://127.0.0.1:8080',
  ])
  assert.equal(
    read({ cwd }, 'serve: {public: {host: "unix:///run/p.sock"}}').config.public.socket,
    '/run/p.sock',
  )
})

test('certificates are read as PEM from a file or from base64, and checked', (t) => {
  const cwd = scratch(t)
  writeFileSync(join(cwd, 'cert.pem'), 'not a certificate')
  assert.deepEqual(
    faultsOf(
      { cwd },
      'serve:\n  public:\n    tls:\n      key: {path: missing.pem}\n      cert: {path: cert.pem}\n',
    ),
    [
      '1.yml:4: serve.public.tls.key.path names the file missing.pem, which does not exist',
      '1.yml:5: serve.public.tls.cert does not hold a certificate in PEM',
    ],
  )
  assert.match(
    faultsOf({ cwd }, 'serve: {public: {tls: {cert: {base64: eA==}}}}').join('\n'),
    /tls\.key is missing \(path or base64\)[^]*tls\.cert does not hold/,
  )
})

test('a request has at least a second and at most ten minutes', (t) => {
  const cwd = scratch(t)
  const deadlineOf = (deadline: string) =>
    read({ cwd }, `pallas: {requests: {deadline: ${deadline}}}`).config.pallas.requests
  for (const [deadline, deadlineMs] of Object.entries({ '1s': 1000, '10m': 600_000 }))
    assert.deepEqual(deadlineOf(deadline), { deadlineMs })
  for (const deadline of ['0s', '999ms', '601s', '1h'])
    assert.deepEqual(faultsOf({ cwd }, `pallas: {requests: {deadline: ${deadline}}}`), [
      '1.yml:1: pallas.requests.deadline must be between 1s and 10m',
    ])
})

test('the times of a session of the console, and of support, are long enough to use it', (t) => {
  const cwd = scratch(t)
  for (const key of [
    'operators.idle',
    'operators.lifespan',
    'operators.reauthenticate_after',
    'impersonation.lifespan',
  ]) {
    const [group = '', name = ''] = key.split('.')
    const faults = (time: string) => faultsOf({ cwd }, `pallas: {${group}: {${name}: ${time}}}`)
    assert.deepEqual(faults('60s'), [])
    assert.deepEqual(faults('59s'), [`1.yml:1: pallas.${key} must be at least 1m`])
  }
})

test('guessing is without limit when it is switched off', (t) => {
  const cwd = scratch(t)
  const shieldOf = (text: string) => read({ cwd }, `pallas: {${text}}`).config.pallas.shield
  const guesses = ['account', 'code', 'secondFactor'] as const
  for (const off of ['0', 'false']) {
    const { recipient, networkMessages, proofOfWork, ...guessing } = shieldOf(
      `guessing: {max_failures: ${off}}`,
    )
    assert.deepEqual([...new Set(Object.values(guessing))], [undefined])
    assert.ok(recipient && networkMessages && proofOfWork)
  }
  assert.deepEqual([...new Set(Object.values(shieldOf('shield: {enabled: false}')))], [undefined])
  const limited = shieldOf('guessing: {max_failures: 10, wait: 1m}')
  for (const kind of guesses) assert.deepEqual(limited[kind], { tries: 10, refillMs: 60_000 })
  assert.deepEqual(shieldOf('shield: {code: {tries: 7, refill: 2m}}').code, {
    tries: 7,
    refillMs: 120_000,
  })
  assert.deepEqual(faultsOf({ cwd }, 'pallas: {guessing: {max_failures: true}}'), [
    '1.yml:1: pallas.guessing.max_failures must be a number, or false for no limit',
  ])
})

test('trusted proxies are addresses or ranges', (t) => {
  const cwd = scratch(t)
  assert.deepEqual(
    faultsOf({ cwd }, 'pallas: {trusted_proxies: [127.0.0.1, 10.0.0.0/8, "fd00::/8"]}'),
    [],
  )
  assert.equal(faultsOf({ cwd }, 'pallas: {trusted_proxies: [10.0.0.0/33, proxy, "*"]}').length, 3)
})

test('hashes weaker than recommended are said aloud, except to developers', (t) => {
  const cwd = scratch(t)
  assert.match(
    read({ cwd }, 'hashers: {algorithm: bcrypt, bcrypt: {cost: 8}}').warnings.join(),
    /hashers\.bcrypt is weaker/,
  )
  assert.deepEqual(
    read({ cwd, dev: true }, 'hashers: {algorithm: bcrypt, bcrypt: {cost: 8}}').warnings,
    [],
  )
  assert.deepEqual(
    read({ cwd }, 'hashers: {algorithm: argon2, argon2: {memory: 128MB, iterations: 1}}').warnings,
    [],
  )
})
