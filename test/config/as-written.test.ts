// Configuration files as people write them: what is meant is understood, and what has no effect is
// told.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { schemasOf } from '#commands/schemas.ts'
import { checkConfig } from '#config/check.ts'
import { settings } from '#config/schema/settings.ts'
import { webHooksOf } from '#hooks/web-hook/settings.ts'
import type { JsonSchema } from '#lib/json-schema.ts'
import { faultsOf, read, scratch } from './files.ts'

const methodsWith = (text: string) => `selfservice: {methods: {${text}}}`
const providersWith = (text: string) =>
  methodsWith(
    `oidc: {config: {providers: [{id: a, provider: generic, client_id: c, client_secret: s, mapper_url: "file:///m", ${text}}]}}`,
  )

describe('allowed_return_urls', () => {
  const returns = (url: string) => `selfservice: {allowed_return_urls: ["${url}"]}`
  for (const url of [
    'https://*.example.org',
    'https://*.example.org/ok',
    'shop://*.a.example:8080/x',
  ])
    it(`may be ${url}`, (t) => {
      assert.deepEqual(faultsOf({ cwd: scratch(t) }, returns(url)), [])
    })
  for (const url of [
    '*',
    'https://*',
    'https://*/',
    'https://*.com',
    'https://*.com/',
    'https://*foo.example.org',
    'https://a.*.example.org',
    'https://*.*.example.org',
    'https://example.org/*',
    'https://*.example.org/*',
    'https://a@*.example.org',
    '/*',
  ])
    it(`must not be ${url}`, (t) => {
      assert.match(
        faultsOf({ cwd: scratch(t) }, returns(url)).join(),
        /allowed_return_urls\.0 has a \*/,
      )
    })
})

describe('a key with nothing below it', () => {
  /** Every place where a map must stand. */
  const maps = (node: JsonSchema, path: readonly string[] = []): (readonly string[])[] =>
    Object.entries(node.properties ?? {}).flatMap(([key, below]) => [
      ...(below.type === 'object' ? [[...path, key]] : []),
      ...maps(below, [...path, key]),
    ])
  const places = maps(settings)
  it('there are many', () => assert.ok(places.length > 120, String(places.length)))
  it('is an empty map, wherever a map may stand', (t) => {
    const cwd = scratch(t)
    const plain = read({ cwd }, '{}').config
    const textOf = (place: readonly string[], value: unknown) =>
      JSON.stringify(place.reduceRight<unknown>((below, key) => ({ [key]: below }), value))
    for (const place of places) {
      const faults = faultsOf({ cwd }, textOf(place, null))
      if (faults.length === 0)
        assert.deepEqual(
          read({ cwd }, textOf(place, null)).config,
          faultsOf({ cwd }, textOf(place, {})).length > 0
            ? plain
            : read({ cwd }, textOf(place, {})).config,
          place.join('.'),
        )
      else {
        assert.ok(faultsOf({ cwd }, textOf(place, {})).length > 0, faults.join())
        assert.doesNotMatch(faults.join(), /must be/)
      }
    }
  })
  it('takes nothing away from an earlier file', (t) => {
    const { config } = read(
      { cwd: scratch(t) },
      'session: {lifespan: 2h, cookie: {name: one}}',
      'session: {cookie: }',
    )
    assert.equal(config.session.cookie.name, 'one')
  })
})

describe('where the published formats leave a place open', () => {
  const open = (node: JsonSchema, path: readonly string[] = []): (readonly string[])[] => [
    ...(node.additionalProperties === true && node.properties ? [path] : []),
    ...Object.entries(node.properties ?? {}).flatMap(([key, below]) => open(below, [...path, key])),
  ]
  const places = open(settings)
  it('there are some', () => assert.ok(places.length >= 15, String(places.length)))
  for (const place of places)
    it(`an unknown key of ${place.join('.')} is named and has no effect`, (t) => {
      const cwd = scratch(t)
      const beside = place.at(-1) === 'rp' ? { id: 'example.org', display_name: 'E' } : {}
      const textOf = (inner: object) =>
        JSON.stringify(place.reduceRight<unknown>((below, key) => ({ [key]: below }), inner))
      const text = textOf({ ...beside, surprising: true })
      const { config, warnings } = read({ cwd }, text)
      assert.match(
        warnings.join('\n'),
        new RegExp(`^1.yml:1: ${[...place, 'surprising'].join('\\.')} is not a known key`, 'm'),
      )
      assert.deepEqual(config, read({ cwd }, textOf(beside)).config)
    })
  it('the right key is named where there is one', (t) => {
    const cwd = scratch(t)
    for (const [text, right] of [
      ['security: {account_enumeration: {enabled: true}}', 'mitigate'],
      [
        methodsWith('code: {config: {passwordless_enabled: true}}'),
        'selfservice.methods.code.passwordless_enabled',
      ],
      ['database: {cleanup: {batchsize: 1}}', 'batch_size'],
    ] as const)
      assert.ok(read({ cwd }, text).warnings.join().includes(`did you mean ${right}?`), right)
  })
  it('elsewhere an unknown key is a fault', (t) => {
    assert.equal(faultsOf({ cwd: scratch(t) }, 'session: {surprising: true}').length, 1)
  })
})

describe('older spellings', () => {
  it('tenant, of a provider', (t) => {
    const { config, warnings } = read(
      { cwd: scratch(t) },
      providersWith('')
        .replace('generic', 'microsoft')
        .replace('mapper_url', 'tenant: organizations, mapper_url'),
    )
    assert.equal(config.selfservice.methods.oidc.providers[0]?.microsoftTenant, 'organizations')
    assert.match(warnings.join(), /providers\.tenant is an old spelling/)
  })
  it('courier.sms', (t) => {
    const cwd = scratch(t)
    const call = 'request_config: {url: "https://sms.example/", method: ""}'
    const { config, warnings } = read(
      { cwd },
      `courier: {sms: {enabled: true, from: "+1", ${call}}}`,
    )
    assert.deepEqual(
      [config.mail.sms?.url, config.mail.sms?.method],
      ['https://sms.example/', 'POST'],
    )
    assert.match(warnings.join('\n'), /courier\.sms\.from has no counterpart/)
    assert.equal(
      read({ cwd }, `courier: {sms: {enabled: false, ${call}}}`).config.mail.sms,
      undefined,
    )
  })
  it('courier.message_ttl', (t) => {
    assert.equal(
      read({ cwd: scratch(t) }, 'courier: {message_ttl: 90m}').config.mail.worker.giveUpAfterMs,
      5_400_000,
    )
  })
  for (const kind of ['login', 'registration'])
    it(`the hook redirect before ${kind}`, (t) => {
      const { config, warnings } = read(
        { cwd: scratch(t) },
        `selfservice: {${kind}: {before: {hooks: [{hook: redirect, config: {default_redirect_url: "http://a.example/", allow_user_defined_redirect: false}}]}}}`,
      )
      const flow = config.selfservice.flows[kind as 'login']
      assert.deepEqual([flow.uiUrl, flow.before], ['http://a.example/', []])
      assert.match(warnings.join('\n'), /redirect is a hook no more/)
      assert.match(warnings.join('\n'), /allow_user_defined_redirect: return_to counts/)
    })
  it('a web hook with an empty method', (t) => {
    const hook = '{hook: web_hook, config: {url: "http://a.example/", method: ""}}'
    const { config } = read(
      { cwd: scratch(t) },
      `selfservice: {flows: {login: {after: {hooks: [${hook}]}}}}`,
    )
    assert.deepEqual(
      webHooksOf(config.selfservice.flows.login.after.hooks).map(({ method }) => method),
      ['POST'],
    )
  })
  it('an empty base_url of links', (t) => {
    const { config } = read({ cwd: scratch(t) }, methodsWith('link: {config: {base_url: ""}}'))
    assert.equal(config.selfservice.methods.link.baseUrl, undefined)
  })
  it('requested claims without their place', (t) => {
    const { config, warnings } = read(
      { cwd: scratch(t) },
      providersWith('requested_claims: {email: {essential: true}}'),
    )
    assert.deepEqual(config.selfservice.methods.oidc.providers[0]?.requestedClaims, {
      userinfo: { email: { essential: true } },
      id_token: { email: { essential: true } },
    })
    assert.match(warnings.join(), /requested_claims asks for email/)
  })
})

describe('what would surprise', () => {
  it('an admin listener that other machines are told of, but cannot reach', (t) => {
    const cwd = scratch(t)
    const warned = (text: string) =>
      read({ cwd, env: { PALLAS_ADMIN_TOKENS: 'a-token-of-the-operator' } }, text).warnings.join()
    assert.match(
      warned('serve: {admin: {base_url: "http://kratos:4434/"}}'),
      /names kratos, but the admin listener is bound to 127\.0\.0\.1.*serve\.admin\.host: 0\.0\.0\.0/,
    )
    for (const text of [
      'serve: {admin: {base_url: "http://kratos:4434/", host: 0.0.0.0}}',
      'serve: {admin: {base_url: "http://localhost:4434/"}}',
      'serve: {admin: {host: 127.0.0.1}}',
      '{}',
    ])
      assert.doesNotMatch(warned(text), /cannot reach it/)
  })
  it('origins with a slash or a path lose it', (t) => {
    const { config, warnings } = read(
      { cwd: scratch(t) },
      'serve: {public: {cors: {enabled: true, allowed_origins: ["http://localhost:3000/", "https://a.example/x/y", "https://b.example"]}}}',
    )
    assert.deepEqual(config.public.cors?.allowedOrigins, [
      'http://localhost:3000',
      'https://a.example',
      'https://b.example',
    ])
    assert.equal(warnings.filter((one) => one.includes('has a path')).length, 2)
  })
  it('of two schemas with one id the first counts', (t) => {
    const { config, warnings } = read(
      { cwd: scratch(t) },
      'identity: {schemas: [{id: default, url: "base64://e30="}, {id: default, url: "file:///b"}]}',
    )
    assert.deepEqual(
      config.identity.schemas.map(({ url }) => url),
      ['base64://e30='],
    )
    assert.match(warnings.join(), /schemas\.1\.id is the id of an earlier schema/)
  })
  it('argon2 has the least memory that it can work with', (t) => {
    const { config, warnings } = read(
      { cwd: scratch(t) },
      'hashers: {argon2: {memory: 1KB, parallelism: 2}}',
    )
    assert.equal(config.hashers.argon2.memoryKiB, 16)
    assert.match(warnings.join(), /taken for 16KB/)
  })
  for (const text of [
    'log: {leak_sensitive_values: false}',
    'ciphers: {algorithm: xchacha20-poly1305}',
    'serve: {public: {cors: {debug: false}, request_log: {disable_for_health: true}}}',
    'oauth2_provider: {override_return_to: false}',
    'tracing: {}',
    'watch-courier: true',
  ])
    it(`nothing is said about ${text}`, (t) => {
      assert.deepEqual(read({ cwd: scratch(t) }, text).warnings, [])
    })
})

describe('faults', () => {
  it('have the line and the path as written, also in an older spelling', (t) => {
    const cwd = scratch(t)
    for (const [text, line] of [
      [
        'selfservice:\n  strategies:\n    password: {enabled: 3}',
        '3: selfservice.strategies.password.enabled',
      ],
      ['urls:\n  self:\n    public: x', '3: urls.self.public'],
      ['a:\nidentity:\n  default_schema_url: nowhere', '3: identity.default_schema_url'],
      [
        'identity:\n  default_schema_url: file:///a\n  schemas:\n    - {id: b, url: nowhere}',
        '4: identity.schemas.0.url',
      ],
      [
        'selfservice:\n  login:\n    after:\n      password:\n        hooks:\n          - hook: verify\n          - hook: nothing',
        '7: selfservice.login.after.password.hooks.1.hook',
      ],
      [
        'selfservice:\n  strategies:\n    oidc:\n      config:\n        providers:\n          - {id: a, provider: generic, client_id: c, client_secret: s,\n             schema_url: 3}',
        '7: selfservice.strategies.oidc.config.providers.0.schema_url',
      ],
    ] as const)
      assert.ok(
        faultsOf({ cwd }, text).some((fault) => fault.startsWith(`1.yml:${line} `)),
        `${line}\n${faultsOf({ cwd }, text).join('\n')}`,
      )
  })
  it('name a key that is there twice', (t) => {
    assert.deepEqual(faultsOf({ cwd: scratch(t) }, 'session:\n  lifespan: 1h\n  lifespan: 2h'), [
      '1.yml:3: is not valid YAML here: duplicate key lifespan',
    ])
  })
  for (const value of [
    '${SECRET}',
    '{{ .Values.secret }}',
    '__COOKIE_SECRET__',
    '<YOUR-SECRET-HERE>',
    '$COOKIE_SECRET',
    '%COOKIE_SECRET%',
    'prefix-{{ .x }}-and-more',
    'a-${SECRET}-of-a-template',
  ])
    it(`a value that is still ${value}`, (t) => {
      const cwd = scratch(t)
      assert.deepEqual(faultsOf({ cwd }, `secrets:\n  cookie:\n    - "${value}"`), [
        '1.yml:3: secrets.cookie.0 looks like a template that has not been filled in',
      ])
      assert.deepEqual(faultsOf({ cwd, env: { DSN: value } }, '{}'), [
        'environment variable DSN: dsn looks like a template that has not been filled in',
      ])
    })
})

describe('apps that are developed in a browser', () => {
  it('may send an Origin, in development only', (t) => {
    const cwd = scratch(t)
    const env = { DEV_DISABLE_API_FLOW_ENFORCEMENT: 'true' }
    assert.equal(read({ cwd, env, dev: true }, '{}').config.appsMaySendOrigin, true)
    assert.equal(read({ cwd, dev: true }, '{}').config.appsMaySendOrigin, false)
    const { config, warnings } = read({ cwd, env }, '{}')
    assert.equal(config.appsMaySendOrigin, false)
    assert.match(warnings.join(), /with --dev only/)
  })
})

describe('a file of TOML', () => {
  const toml = (t: TestContext, text: string) => {
    const cwd = scratch(t)
    const file = join(cwd, 'kratos.toml')
    writeFileSync(file, text)
    return { cwd, files: [file] }
  }
  it('is read', (t) => {
    const { config } = read(
      toml(
        t,
        '[session]\nlifespan = "2h"\n[session.cookie]\nname = "toml"\n[[identity.schemas]]\nid = "default"\nurl = "base64://e30="\n',
      ),
    )
    assert.deepEqual(
      [config.session.lifespanMs, config.session.cookie.name, config.identity.schemas.length],
      [7_200_000, 'toml', 1],
    )
  })
  it('has faults with their lines', (t) => {
    assert.deepEqual(
      faultsOf(
        toml(
          t,
          '[session]\nlifespan = 3\n\n[[identity.schemas]]\nid = "default"\nurl = "base64://e30="\n[[identity.schemas]]\nid = "b"\nurl = "x"\n',
        ),
      ),
      [
        'kratos.toml:2: session.lifespan must be text',
        'kratos.toml:9: identity.schemas.1.url must be a URL that begins with https://, http://, file:// or base64://',
      ],
    )
    assert.match(
      faultsOf(toml(t, 'a = 1\nb = [\n')).join(),
      /^kratos\.toml:\d: is not valid TOML here$/,
    )
  })
})

describe('config check', () => {
  const program = 'file://FOLDER/it.jsonnet'
  const hook = `hooks: [{hook: web_hook, config: {url: "http://a.example/", method: POST, body: "${program}"}}]`
  const places: readonly (readonly [path: string, text: string])[] = [
    [
      'identity.schemas.0.url',
      `identity: {schemas: [{id: default, url: "file://FOLDER/it.json"}]}`,
    ],
    [
      'selfservice.methods.oidc.config.providers.0.mapper_url',
      providersWith('').replace('file:///m', program),
    ],
    ...['login', 'registration', 'settings', 'recovery', 'verification'].flatMap((kind) => [
      [
        `selfservice.flows.${kind}.before.hooks.0.config.body`,
        `selfservice: {flows: {${kind}: {before: {${hook}}}}}`,
      ] as const,
      [
        `selfservice.flows.${kind}.after.hooks.0.config.body`,
        `selfservice: {flows: {${kind}: {after: {${hook}}}}}`,
      ] as const,
    ]),
    [
      'selfservice.flows.login.after.password.hooks.0.config.body',
      `selfservice: {flows: {login: {after: {password: {${hook}}}}}}`,
    ],
    [
      'selfservice.methods.password.config.migrate_hook.config.body',
      methodsWith(
        `password: {config: {migrate_hook: {enabled: true, config: {url: "http://a.example/", body: "${program}"}}}}`,
      ),
    ],
    [
      'courier.http.request_config.body',
      `courier: {delivery_strategy: http, http: {request_config: {url: "http://a.example/", body: "${program}"}}}`,
    ],
    [
      'courier.channels.0.request_config.body',
      `courier: {channels: [{id: sms, request_config: {url: "http://a.example/", body: "${program}"}}]}`,
    ],
    [
      'session.whoami.tokenizer.templates.a.jwks_url',
      'session: {whoami: {tokenizer: {templates: {a: {jwks_url: "file://FOLDER/it.json"}}}}}',
    ],
    [
      'session.whoami.tokenizer.templates.a.claims_mapper_url',
      `session: {whoami: {tokenizer: {templates: {a: {jwks_url: "base64://eyJrZXlzIjpbe31dfQ==", claims_mapper_url: "${program}"}}}}}`,
    ],
    ['courier.template_override_path', 'courier: {template_override_path: "FOLDER/it.jsonnet"}'],
    [
      'courier.templates.recovery.valid.email.subject',
      'courier: {templates: {recovery: {valid: {email: {subject: "file://FOLDER/it.gotmpl"}}}}}',
    ],
  ]
  const check = (cwd: string, text: string) => {
    writeFileSync(join(cwd, 'kratos.yml'), `# first line\n${text.replaceAll('FOLDER', cwd)}`)
    return checkConfig({ files: ['kratos.yml'], env: {}, dev: false, cwd }, schemasOf)
  }
  for (const [path, text] of places)
    it(`finds a document that is missing or broken at ${path}`, async (t) => {
      const cwd = scratch(t)
      for (const broken of [false, true]) {
        if (broken)
          for (const name of ['it.json', 'it.jsonnet', 'it.gotmpl'])
            writeFileSync(join(cwd, name), '{{ ')
        const { lines, exitCode } = await check(cwd, text)
        assert.equal(exitCode, 1, lines.join('\n'))
        assert.ok(lines[0]?.startsWith(`fault: kratos.yml:2: ${path} `), lines.join('\n'))
      }
    })
  it('is content with documents that are there', async (t) => {
    const cwd = scratch(t)
    writeFileSync(join(cwd, 'it.jsonnet'), 'function(ctx) ctx')
    writeFileSync(join(cwd, 'it.gotmpl'), 'Hello')
    mkdirSync(join(cwd, 'templates'))
    for (const [path, text] of places)
      if (!/schemas|jwks_url|override/.test(path))
        assert.equal((await check(cwd, text)).exitCode, 0, path)
    assert.equal(
      (await check(cwd, 'courier: {template_override_path: FOLDER/templates}')).exitCode,
      0,
    )
  })
  it('reads no identity schema from a private network that must not be called', async (t) => {
    let calls = 0
    const server = createServer((_, response) => {
      calls++
      response.end('{"properties":{"traits":{"type":"object"}}}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => server.close())
    const { port } = server.address() as { port: number }
    const text = (disallow: boolean) =>
      `identity: {schemas: [{id: default, url: "http://127.0.0.1:${port}/"}]}\nclients: {http: {disallow_private_ip_ranges: ${disallow}}}`
    const cwd = scratch(t)
    assert.match((await check(cwd, text(true))).lines.join(), /private networks must not be called/)
    assert.equal(calls, 0)
    assert.equal((await check(cwd, text(false))).exitCode, 0)
  })
})
