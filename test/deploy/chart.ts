// The Helm chart as tests render it.
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { run } from '../support/programs.ts'
import { root } from './unit.ts'

export const chart = join(root, 'deploy/chart')
export const valueFiles = globSync(join(chart, 'ci/*-values.yaml')).sort()
export const nameOf = (file: string): string => basename(file, '-values.yaml')

const toolsScript = join(root, 'scripts/chart-tools.sh')

/** Why tests of the chart are skipped. With PALLAS_TEST_REQUIRE_ALL=1 the tools are made. */
export const skipWithoutTools: string | false =
  process.env['PALLAS_TEST_REQUIRE_ALL'] === '1' ||
  spawnSync('sh', [toolsScript, '--present']).status === 0
    ? false
    : 'needs helm and kubeconform: sh scripts/chart-tools.sh'

let folder: string | undefined
const tools = (): string => (folder ??= run('sh', [toolsScript]).trim())

/** Runs helm to its end; answers what it prints. */
export const helm = (...args: readonly string[]): string => run(join(tools(), 'helm'), args)

/** Checks resources against the schemas of Kubernetes and of this folder; answers the faults. */
export function faultsOf(files: readonly string[]): readonly string[] {
  const places = [join(tools(), 'schemas'), join(import.meta.dirname, 'schemas')].flatMap(
    (place) => ['-schema-location', `${place}/{{ .ResourceKind }}{{ .KindSuffix }}.json`],
  )
  const { stdout } = spawnSync(
    join(tools(), 'kubeconform'),
    ['-strict', '-output', 'json', ...places, ...files],
    { encoding: 'utf8' },
  )
  const { resources } = JSON.parse(stdout) as {
    readonly resources: readonly Readonly<Record<'filename' | 'kind' | 'name' | 'msg', string>>[]
  }
  return resources.map(({ filename, kind, name, msg }) => `${filename}: ${kind} ${name}: ${msg}`)
}

/** A resource, as it is written. */
export type Resource = any

/** The resources that a text of YAML holds. */
export const resourcesIn = (text: string): readonly Resource[] =>
  parseAllDocuments(text).map((document) => document.toJS())

/** Pods that resources start, with the name of what starts them. */
export const podsOf = (
  resources: readonly Resource[],
): readonly { readonly kind: string; readonly spec: Resource }[] =>
  resources.flatMap((one) => {
    const template = one.spec?.jobTemplate?.spec.template ?? one.spec?.template
    const spec = one.kind === 'Pod' ? one.spec : template?.spec
    return spec === undefined ? [] : [{ kind: one.kind as string, spec }]
  })

/** The containers of the server in pods, not those that values add. */
export const containersOf = (resources: readonly Resource[]): readonly Resource[] =>
  podsOf(resources).flatMap(({ spec }) =>
    [...(spec.initContainers ?? []), ...spec.containers].filter(({ image }) =>
      /pallas:/.test(image),
    ),
  )

/**
 * The variables of a container, those from secrets as their text; `elsewhere`: what secrets hold that
 * are not of the chart, by key.
 */
export function environmentOf(
  container: Resource,
  resources: readonly Resource[],
  elsewhere: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const secrets = resources.filter(({ kind }) => kind === 'Secret')
  const valueOf = ({ value, valueFrom }: Resource): string | undefined => {
    if (valueFrom === undefined) return value
    const { name, key } = valueFrom.secretKeyRef
    const secret = secrets.find(({ metadata }) => metadata.name === name)
    if (secret === undefined) return elsewhere[key]
    return secret.data[key] && Buffer.from(secret.data[key], 'base64').toString()
  }
  return Object.fromEntries(
    container.env
      .map((one: Resource) => [one.name, valueOf(one)])
      .filter(([, value]: readonly unknown[]) => value !== undefined),
  )
}

/**
 * Writes the files that the server is given below a folder, as they are mounted, with paths that lead
 * there; answers the path of its configuration.
 */
export function layOut(resources: readonly Resource[], folder: string): string {
  const { spec } = resources.find(({ kind }) => kind === 'Deployment').spec.template
  const mounts = spec.containers[0].volumeMounts as Resource[]
  const given = (spec.volumes as Resource[]).filter(({ configMap }) => configMap !== undefined)
  const placeOf = (name: string): string =>
    mounts.find((mount) => mount.name === name).mountPath as string
  const moved = (text: string) =>
    given
      .map(({ name }) => placeOf(name))
      .reduce((all, path) => all.replaceAll(path, `${folder}${path}`), text)
  for (const { name, configMap } of given) {
    const { data } = resources.find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap.name,
    )
    const items: readonly Resource[] =
      configMap.items ?? Object.keys(data).map((key) => ({ key, path: key }))
    for (const { key, path } of items) {
      const file = join(folder, placeOf(name), path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, moved(data[key]))
    }
  }
  return join(folder, 'etc/config/kratos.yaml')
}
