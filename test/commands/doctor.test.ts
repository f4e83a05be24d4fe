import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { differences, risks } from '#commands/doctor-rules.ts'
import { diagnose, findingKinds } from '#commands/doctor-findings.ts'
import { schemasOf } from '#commands/schemas.ts'
import { examine } from '#config/read.ts'

const program = resolve(import.meta.dirname, '../../bin/pallas')
const random = (n: number) => `${'q8Zr2LwX5vBn7KjT'.repeat(2)}${n}`

/** A configuration without anything that needs attention. */
const sound = `dsn: sqlite:///var/lib/pallas/db.sqlite
serve:
  public: {base_url: "https://id.acme.org"}
  admin: {host: 127.0.0.1}
secrets:
  default: ["${random(1)}"]
  cookie: ["${random(2)}"]
  cipher: ["${random(3).slice(1)}"]
courier: {smtp: {connection_uri: "smtps://u:p@mail.acme.org:465/", from_address: id@acme.org}}
hashers: {algorithm: argon2}
`

/** What is found, on what line, in a configuration that begins with \`sound\`. */
const samples: readonly (readonly [kind: string, path: string, text: string])[] = [
  ['insecure', 'dev', 'dev: true'],
  ['insecure', 'secrets.cookie.0', 'secrets: {cookie: [PLEASE-CHANGE-ME-I-AM-VERY-INSECURE]}'],
  ['insecure', 'secrets.default.1', `secrets: {default: ["${random(1)}", seventeen-letters]}`],
  ['insecure', 'pallas.admin.tokens.0', 'pallas: {admin: {tokens: [sixteen-letters-]}}'],
  ['insecure', 'ciphers.algorithm', 'ciphers: {algorithm: noop}'],
  ['insecure', 'serve.public.base_url', 'serve: {public: {base_url: "http://id.acme.org"}}'],
  [
    'insecure',
    'serve.public.cors.allowed_origins',
    'serve: {public: {cors: {enabled: true, allowed_origins: ["*"]}}}',
  ],
  [
    'insecure',
    'courier.smtp.from_address',
    'courier: {smtp: {connection_uri: "smtps://mail.acme.org", from_address: a@ory.kratos.sh}}',
  ],
  [
    'insecure',
    'selfservice.allowed_return_urls.0',
    'selfservice: {allowed_return_urls: ["https://*.co.uk"]}',
  ],
  [
    'insecure',
    'feature_flags.legacy_allow_insecure_origins',
    'feature_flags: {legacy_allow_insecure_origins: true}',
  ],
  [
    'insecure',
    'courier.smtp.connection_uri',
    'courier: {smtp: {connection_uri: "smtp://mail.acme.org/?disable_starttls=true"}}',
  ],
  [
    'insecure',
    'courier.smtp.connection_uri',
    'courier: {smtp: {connection_uri: "smtps://mail.acme.org/?skip_ssl_verify=true"}}',
  ],
  [
    'insecure',
    'courier.http.request_config.url',
    'courier: {delivery_strategy: http, http: {request_config: {url: "http://mail.acme.org/"}}}',
  ],
  ['insecure', 'oauth2_provider.url', 'oauth2_provider: {url: "http://hydra.acme.org"}'],
  ['insecure', 'pallas.shield.enabled', 'pallas: {shield: {enabled: false}}'],
  [
    'insecure',
    'selfservice.methods.password.config.min_password_length',
    'selfservice: {methods: {password: {config: {min_password_length: 6}}}}',
  ],
  ['insecure', 'dsn', 'dsn: "postgres://u:p@db.acme.org/x?sslmode=disable"'],
  ['insecure', 'cookies.secure', 'cookies: {secure: false}'],
  ['insecure', 'log.leak_sensitive_values', 'log: {leak_sensitive_values: true}'],
  ['insecure', 'hashers.bcrypt', 'hashers: {algorithm: bcrypt, bcrypt: {cost: 4}}'],
  [
    'ignored',
    'preview.default_read_consistency_level',
    'preview: {default_read_consistency_level: eventual}',
  ],
  [
    'ignored',
    'security.account_enumeration.enabled',
    'security: {account_enumeration: {enabled: true}}',
  ],
  ['attention', 'serve.admin.base_url', 'serve: {admin: {base_url: "http://kratos:4434/"}}'],
  ['attention', 'courier.template_override_path', 'courier: {template_override_path: /nowhere}'],
  [
    'spelling',
    'selfservice.whitelisted_return_urls',
    'selfservice: {whitelisted_return_urls: ["https://a.acme.org"]}',
  ],
  [
    'different',
    'selfservice.allowed_return_urls',
    'selfservice: {allowed_return_urls: ["https://a.acme.org"]}',
  ],
  [
    'different',
    'selfservice.methods.code.mfa_enabled',
    'selfservice: {methods: {code: {enabled: true, mfa_enabled: true}}, flows: {recovery: {enabled: true}}}',
  ],
  [
    'fault',
    'identity.schemas.0.url',
    'identity: {schemas: [{id: default, url: "file:///nowhere.json"}]}',
  ],
  ['fault', 'session.lifespan', 'session: {lifespan: long}'],
]

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-doctor-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'sound.yml'), sound)
  return folder
}
const doctor = (cwd: string, ...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(program, ['doctor', ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  return { stdout, stderr, status }
}

describe('pallas doctor', () => {
  it('is content with a sound configuration, and stores nothing', (t) => {
    const cwd = scratch(t)
    const { stdout, status } = doctor(cwd, 'sound.yml')
    assert.equal(status, 0, stdout)
    assert.match(
      stdout,
      /^sound\.yml: the server starts, and nothing needs attention\nWorks as it is: 9 keys\n/,
    )
    assert.doesNotMatch(stdout, /Not safe|Ignored|Will not/)
    assert.equal(existsSync(join(cwd, 'data')), false)
  })

  it('exits with 1 for warnings and 2 for what will not start', (t) => {
    const cwd = scratch(t)
    writeFileSync(join(cwd, 'more.yml'), 'preview:\n  default_read_consistency_level: eventual\n')
    const warned = doctor(cwd, 'sound.yml', 'more.yml')
    assert.equal(warned.status, 1)
    assert.match(
      warned.stdout,
      /^Ignored.*\n {2}more\.yml:2 {2}preview\.default_read_consistency_level is accepted, but has no effect$/m,
    )
    writeFileSync(join(cwd, 'more.yml'), 'urls:\n  self:\n    public: nowhere\n')
    const refused = doctor(cwd, '-c', 'sound.yml', '-c', 'more.yml')
    assert.equal(refused.status, 2)
    assert.match(
      refused.stdout,
      /^Will not start\n {2}more\.yml:3 {2}urls\.self\.public must be an absolute http/m,
    )
  })

  it('reports as JSON, in the documented shape', (t) => {
    const cwd = scratch(t)
    writeFileSync(join(cwd, 'more.yml'), 'ciphers:\n  algorithm: noop\n')
    const { stdout, status } = doctor(cwd, 'sound.yml', 'more.yml', '--format', 'json')
    const report = JSON.parse(stdout)
    assert.deepEqual(
      [status, report.files, report.starts, report.exit_code, report.working_keys],
      [1, ['sound.yml', 'more.yml'], true, 1, 9],
    )
    const documented = readFileSync(join(import.meta.dirname, '../../docs/moving-in.md'), 'utf8')
    assert.ok(report.findings.length > 3)
    for (const key of [...Object.keys(report), ...Object.keys(report.findings[0]), ...findingKinds])
      assert.ok(documented.includes(`\`${key}\``), key)
    assert.deepEqual(
      report.findings.find(
        ({ path, kind }: { path: string; kind: string }) =>
          path === 'ciphers.algorithm' && kind === 'ignored',
      ),
      {
        kind: 'ignored',
        severity: 'warning',
        source: 'more.yml',
        line: 2,
        path: 'ciphers.algorithm',
        text: 'is accepted, but has no effect',
      },
    )
    assert.equal(doctor(cwd, 'sound.yml', '--format', 'xml').status, 1)
  })

  it('says so with --dev', (t) => {
    assert.match(doctor(scratch(t), 'sound.yml', '--dev').stdout, /development mode is on/)
  })

  for (const [kind, path, text] of samples)
    it(`finds as ${kind}, with its line: ${text}`, async (t) => {
      const cwd = scratch(t)
      writeFileSync(join(cwd, 'more.yml'), `# a line\n${text}\n`)
      const request = { files: ['sound.yml', 'more.yml'], env: {}, dev: false, cwd }
      const { findings, exitCode } = await diagnose(request, schemasOf)
      const found = findings.find((one) => one.kind === kind && one.path === path)
      assert.ok(found, JSON.stringify(findings, undefined, 1))
      assert.deepEqual([found.source, found.line], ['more.yml', 2])
      assert.equal(
        exitCode,
        kind === 'fault' ? 2 : ['different', 'spelling'].includes(kind) ? 0 : 1,
      )
      const printed = JSON.stringify(findings)
      for (const secret of [
        'PLEASE-CHANGE',
        'seventeen-letters',
        'sixteen-letters',
        'u:p@',
        random(1),
      ])
        assert.equal(printed.includes(secret), false, secret)
    })

  it('names beside a fault what else could be read', async (t) => {
    const cwd = scratch(t)
    writeFileSync(
      join(cwd, 'more.yml'),
      'preview: {default_read_consistency_level: eventual}\nserve: {public: {port: x}}',
    )
    writeFileSync(
      join(cwd, 'later.yml'),
      'tracing: {provider: jaeger}\ncourier: {delivery_strategy: http}',
    )
    for (const [file, kinds] of [
      ['more.yml', ['fault']],
      ['later.yml', ['fault', 'ignored', 'attention']],
    ] as const) {
      const request = { files: ['sound.yml', file], env: {}, dev: false, cwd }
      const { findings, exitCode } = await diagnose(request, schemasOf)
      assert.deepEqual([findings.map(({ kind }) => kind), exitCode], [kinds, 2], file)
    }
  })

  it('tells the owner of an old configuration how its clients reach their edition', async (t) => {
    const cwd = scratch(t)
    const hints = async (text: string) => {
      writeFileSync(join(cwd, 'more.yml'), text)
      const { findings } = await diagnose(
        { files: ['sound.yml', 'more.yml'], env: {}, dev: false, cwd },
        schemasOf,
      )
      return findings.filter((one) => one.text.includes('pallas.editions.root'))
    }
    const [hint] = await hints('urls:\n  login_ui: https://a.acme.org/login')
    assert.deepEqual(
      [hint?.kind, hint?.source, hint?.line, hint?.path],
      ['attention', 'more.yml', 2, 'urls.login_ui'],
    )
    assert.match(hint?.text ?? '', /set pallas\.editions\.root: \[v0\.2, v26\.2\]$/)
    const [next] = await hints('selfservice: {strategies: {recovery_token: {enabled: true}}}')
    assert.match(next?.text ?? '', /set pallas\.editions\.root: \[v0\.4, v26\.2, v0\.2\]$/)
    for (const text of [
      'selfservice: {whitelisted_return_urls: ["https://a.acme.org"]}',
      'urls: {login_ui: "https://a.acme.org/login"}\npallas: {editions: {root: [v0.2, current]}}',
      'urls: {login_ui: "https://a.acme.org/login"}\npallas: {editions: {enabled: [current]}}',
    ])
      assert.deepEqual(await hints(text), [], text)
  })

  it('says who gets no further after a recovery, where codes are the only second factor', (t) => {
    const cwd = scratch(t)
    const says = (methods: string, recovery = true) => {
      const text = `selfservice: {methods: {${methods}}, flows: {recovery: {enabled: ${recovery}}}}`
      const request = { files: ['a.yml'], env: {}, dev: false, cwd }
      const examined = examine([{ file: 'a.yml', text }], request)
      return differences.some((rule) => rule(examined).some(({ path }) => path.at(-1) === mfa))
    }
    const mfa = 'mfa_enabled'
    const codes = 'code: {enabled: true, mfa_enabled: true}'
    const key = (passwordless: boolean) =>
      `${codes}, webauthn: {enabled: true, config: {passwordless: ${passwordless}, rp: ` +
      '{id: acme.org, display_name: Acme, origins: ["https://acme.org"]}}}'
    assert.deepEqual(
      [says(codes), says(codes, false), says('code: {enabled: true}')],
      [true, false, false],
    )
    for (const other of ['totp', 'lookup_secret'])
      assert.equal(says(`${codes}, ${other}: {enabled: true}`), false, other)
    assert.deepEqual([says(key(false)), says(key(true))], [false, true])
  })

  it('every rule fires for some configuration, and no rule of safety for a sound one', (t) => {
    const cwd = scratch(t)
    const look = (text: string) =>
      examine([{ file: 'a.yml', text }, ...(text === '{}' ? [] : [])], {
        files: ['a.yml'],
        env: {},
        dev: false,
        cwd,
      })
    const merged = samples
      .filter(([kind, path]) => kind !== 'fault' || path.startsWith('identity'))
      .map(([, , text]) => look(text))
    const all = [look('{}'), look(sound), ...merged]
    for (const [index, rule] of [...risks, ...differences].entries())
      assert.ok(
        all.some((one) => rule(one).length > 0),
        `rule ${index}: ${String(rule)}`,
      )
    for (const rule of risks) assert.deepEqual(rule(look(sound)), [])
  })
})
