// The documents that a configuration names: programs, keys, folders of templates. They are read
// when they are used, so a mistake in one would show itself only then.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { compile } from '#jsonnet'
import { isObject } from '#lib/json.ts'
import type { Examined } from './read.ts'
import type { Path } from './paths.ts'
import { documentAt } from './read-file.ts'
import type { Settings } from './schema/settings.ts'
import type { Fault } from './faults.ts'

type Named = { readonly path: Path; readonly url: string | undefined; readonly check: Check }
/** What is wrong with the text of a document; undefined when nothing is. */
type Check = (text: string) => string | undefined

/**
 * The faults of the documents that are files of this machine or stand in the configuration itself;
 * those of the network are not read.
 */
export function documentFaults({ settings, placeOf }: Examined, cwd: string): readonly Fault[] {
  const faults: Fault[] = []
  const fault = (path: Path, problem: string) =>
    faults.push({ source: undefined, path, problem, allowed: undefined, ...placeOf(path) })
  for (const { path, url, check } of documentsOf(settings)) {
    if (url === undefined || url === '') continue
    const read = documentAt(url, cwd)
    const problem = 'text' in read ? read.text !== undefined && check(read.text) : read.problem
    if (problem) fault(path, problem)
  }
  const folder = settings.courier.template_override_path
  if (folder !== undefined && folder !== '' && !isFolder(resolve(cwd, folder)))
    fault(['courier', 'template_override_path'], 'names no folder of this machine')
  return faults
}

function documentsOf({ selfservice, session, courier }: Settings): readonly Named[] {
  const program = (path: Path, url: unknown): Named => ({
    path,
    url: typeof url === 'string' ? url : undefined,
    check: isProgram,
  })
  const { methods, flows } = selfservice
  const oidc = ['selfservice', 'methods', 'oidc', 'config', 'providers']
  const password = ['selfservice', 'methods', 'password', 'config', 'migrate_hook', 'config']
  const templates = ['session', 'whoami', 'tokenizer', 'templates']
  return [
    ...methods.oidc.config.providers.map((provider, position) =>
      program([...oidc, position, 'mapper_url'], provider['mapper_url']),
    ),
    ...hookBodies(flows, ['selfservice', 'flows']).map(({ path, body }) => program(path, body)),
    program([...password, 'body'], methods.password.config.migrate_hook.config?.body),
    program(['courier', 'http', 'request_config', 'body'], courier.http?.request_config.body),
    ...courier.channels.map(({ request_config }, position) =>
      program(['courier', 'channels', position, 'request_config', 'body'], request_config.body),
    ),
    ...Object.entries(session.whoami.tokenizer.templates).flatMap(([name, template]) => [
      { path: [...templates, name, 'jwks_url'], url: template.jwks_url, check: isKeySet },
      program([...templates, name, 'claims_mapper_url'], template.claims_mapper_url),
    ]),
  ]
}

/** The bodies of all web hooks, at whatever depth. */
function hookBodies(
  value: unknown,
  path: Path,
): readonly { readonly path: Path; readonly body: unknown }[] {
  if (Array.isArray(value))
    return (value as unknown[]).flatMap((one, position) => hookBodies(one, [...path, position]))
  if (!isObject(value)) return []
  if (value['hook'] === 'web_hook' && isObject(value['config']))
    return [{ path: [...path, 'config', 'body'], body: value['config']['body'] }]
  return Object.entries(value).flatMap(([key, below]) => hookBodies(below, [...path, key]))
}

const isProgram: Check = (text) => {
  try {
    compile(text)
    return undefined
  } catch (error) {
    return `is not a Jsonnet program that can be understood: ${error instanceof Error ? error.message : 'unknown'}`
  }
}

const isKeySet: Check = (text) => {
  try {
    const content: unknown = JSON.parse(text)
    if (isObject(content) && Array.isArray(content['keys']) && content['keys'].length > 0)
      return undefined
  } catch {
    // NOTE the message of the parser would contain parts of the keys
  }
  return 'is not a JSON Web Key Set with at least one key'
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
