// The Helm chart: what it makes of values, and that the server starts with that.
import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse as parseYaml } from 'yaml'
import { parse } from '../support/command-line.ts'
import { run } from '../support/programs.ts'
import { startServer } from '../support/server.ts'
import {
  chart,
  containersOf,
  environmentOf,
  faultsOf,
  helm,
  layOut,
  nameOf,
  podsOf,
  resourcesIn,
  skipWithoutTools,
  valueFiles,
  type Resource,
} from './chart.ts'
import { root } from './unit.ts'

/** What secrets hold that somebody else makes, by key. */
const elsewhere: Readonly<Record<string, string>> = {
  url: 'postgres://pallas:secret@db:5432/pallas',
  secretsDefault: 'a-default-secret-for-tests-only-',
  secretsCookie: 'a-cookie-secret-for-tests-only--',
  secretsCipher: 'a-cipher-secret-for-tests-only-3',
  smtpConnectionURI: 'smtps://user:password@mail:465/',
  adminTokens: 'a-token-of-the-operator',
}

describe('the Helm chart', { skip: skipWithoutTools }, () => {
  const rendered = new Map<string, { readonly text: string; readonly all: readonly Resource[] }>()
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-chart-'))
    for (const file of valueFiles) {
      const text = helm('template', 'test', chart, '--namespace', 'people', '-f', file)
      writeFileSync(join(folder, basename(file)), text)
      rendered.set(nameOf(file), { text, all: resourcesIn(text) })
    }
  })
  after(() => rmSync(folder, { recursive: true }))
  const everyFile = (check: (all: readonly Resource[], name: string) => void) => () => {
    for (const [name, { all }] of rendered) check(all, name)
  }

  it('has six files of values, and each passes helm lint', () => {
    assert.equal(valueFiles.length, 6)
    for (const file of valueFiles) helm('lint', '--strict', '--quiet', chart, '-f', file)
  })

  it('makes resources that fit the schemas of Kubernetes', () => {
    assert.deepEqual(faultsOf(valueFiles.map((file) => join(folder, basename(file)))), [])
  })

  it('makes something of each of its templates when everything is on', () => {
    const { text = '' } = rendered.get('everything') ?? {}
    for (const file of globSync('templates/**/*.yaml', { cwd: chart }))
      if (!file.includes('persistent')) assert.ok(text.includes(`# Source: pallas/${file}`), file)
  })

  it('calls the program as it wants to be called', async () => {
    const calls = [...rendered.values()]
      .flatMap(({ all }) => containersOf(all))
      .flatMap(({ args }) => (args === undefined ? [] : [args as string[]]))
    const verbs = new Set(calls.map(([first]) => first))
    assert.deepEqual(verbs, new Set(['serve', 'migrate', 'courier', 'cleanup', 'remote']))
    for (const args of calls) assert.notEqual(await parse(args), undefined, args.join(' '))
  })

  it('makes a configuration that the server takes, with the ports that its pods tell', () => {
    for (const [name, { all }] of rendered) {
      const place = join(folder, name)
      const config = layOut(all, place)
      const [server] = containersOf(all).filter(({ args }) => args?.[0] === 'serve')
      const env = environmentOf(server, all, elsewhere)
      const paths = { PATH: '/usr/bin:/bin', HOME: folder }
      run(join(root, 'bin/pallas'), ['config', 'check', config], {
        cwd: place,
        env: { ...env, ...paths, NODE_COMPILE_CACHE: join(folder, 'cache') },
      })
      const { serve } = parseYaml(readFileSync(config, 'utf8'))
      assert.deepEqual(
        server.ports.map((port: Resource) => [port.name, port.containerPort]),
        [
          ['http-admin', serve.admin.port],
          ['http-public', serve.public.port],
        ],
      )
    }
  })

  it('shows no secret outside of secrets', () => {
    let seen = 0
    for (const [name, { all }] of rendered) {
      const secrets = all.filter(({ kind }) => kind === 'Secret')
      const rest = JSON.stringify(all.filter((one) => !secrets.includes(one)))
      for (const text of secrets.flatMap(({ data }) => Object.values<string>(data))) {
        seen++
        const secret = Buffer.from(text, 'base64').toString()
        assert.ok(!rest.includes(secret), `${name}: ${secret}`)
      }
    }
    assert.ok(seen > 10)
  })

  it(
    'asks for a token at the admin API, unless it is told not to',
    everyFile((all, name) => {
      const [server] = containersOf(all).filter(({ args }) => args?.[0] === 'serve')
      const config = all.find(({ metadata }) => metadata.name.endsWith('-config'))
      const isOpen = /insecure: true/.test(config.data['kratos.yaml'])
      assert.equal('PALLAS_ADMIN_TOKENS' in environmentOf(server, all, elsewhere), !isOpen, name)
    }),
  )

  it(
    'says each variable once, and mounts what a pod has',
    everyFile((all, name) => {
      for (const { kind, spec } of podsOf(all)) {
        const volumes = (spec.volumes ?? []).map((volume: Resource) => volume.name)
        for (const { env = [], volumeMounts = [] } of [
          ...(spec.initContainers ?? []),
          ...spec.containers,
        ]) {
          const names = env.map((one: Resource) => one.name)
          assert.deepEqual(names, [...new Set(names)], `${name}: ${kind}`)
          for (const mount of volumeMounts)
            assert.ok(volumes.includes(mount.name), `${name}: ${mount.name}`)
        }
      }
    }),
  )

  it(
    'takes all rights from every pod',
    everyFile((all, name) => {
      for (const { spec } of podsOf(all))
        assert.equal(spec.securityContext.runAsNonRoot, true, name)
      for (const { securityContext: context } of containersOf(all)) {
        if (context === undefined) continue
        assert.equal(context.readOnlyRootFilesystem, true, name)
        assert.deepEqual(context.capabilities, { drop: ['ALL'] }, name)
      }
    }),
  )

  it(
    'leads services to ports of pods, and monitors and ingresses to services',
    everyFile((all) => {
      const fits = (selector: object, labels: Readonly<Record<string, string>>) =>
        Object.entries(selector).every(([key, value]) => labels[key] === value)
      const pods = all.filter(({ spec }) => spec?.template !== undefined)
      const services = all.filter(({ kind }) => kind === 'Service')
      assert.ok(services.length >= 2)
      for (const { spec } of services)
        for (const { targetPort } of spec.ports)
          assert.ok(
            pods.some(
              ({ spec: { template } }) =>
                fits(spec.selector, template.metadata.labels) &&
                template.spec.containers[0].ports?.some(
                  (port: Resource) => port.name === targetPort,
                ),
            ),
            targetPort,
          )
      for (const { spec } of all.filter(({ kind }) => kind === 'ServiceMonitor'))
        for (const { port } of spec.endpoints)
          assert.equal(
            services.filter(
              ({ metadata, spec: { ports } }) =>
                fits(spec.selector.matchLabels, metadata.labels) && ports[0].name === port,
            ).length,
            1,
          )
    }),
  )

  it('asks for health and figures where the server and the courier tell them', async () => {
    const server = await startServer()
    const courier = server.app.metrics()
    const { all = [] } = rendered.get('everything') ?? {}
    const probes = (container: Resource) =>
      ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
        container[probe] === undefined ? [] : [container[probe].httpGet.path as string],
      )
    const figures = all
      .filter(({ kind }) => kind === 'ServiceMonitor')
      .map(
        ({ metadata, spec }) =>
          [metadata.name.endsWith('courier'), spec.endpoints[0].path] as const,
      )
    const asked = [
      ...containersOf(all).flatMap((one) =>
        probes(one).map((path) => [one.args[0] === 'courier', path] as const),
      ),
      ...figures,
    ]
    assert.ok(asked.length >= 7)
    for (const [isCourier, path] of asked) {
      const { status } = isCourier
        ? { status: (await courier.inject(path)).statusCode }
        : await server.admin('GET', path)
      assert.equal(status, 200, path)
    }
    await courier.close()
    await server.close()
  })

  it('refuses values that nobody reads, and a file of a database for several servers', () => {
    for (const [set, said] of [
      ['deployment.replicas=2', /replicas/],
      ['kratos.automigration.type=pod', /type/],
      ['ingres.public.enabled=true', /ingres/],
    ] as const)
      assert.throws(() => helm('template', 'test', chart, '--set', set), said)
    const volume = ['--set', 'persistence.enabled=true', '--set']
    for (const more of ['replicaCount=2', 'courier.enabled=true', 'autoscaling.enabled=true'])
      assert.throws(() => helm('template', 'test', chart, ...volume, more), /one server alone/)
  })
})
