// Reads files, environment and defaults into a checked configuration.
import { resolve } from 'node:path'
import { build } from './build/build.ts'
import type { Config, Secrets } from './config.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { ConfigError, type Fault } from './faults.ts'
import { withDefaults } from './defaults.ts'
import { keepRestartOnly } from './restart-only.ts'
import { ignoredKeys } from './schema/ignored-keys.ts'
import { settings as schema, type Settings } from './schema/settings.ts'
import { completeSecrets, needsOwnSecrets } from './secrets.ts'
import { type FileText, parseFile, readFiles, type Source } from './sources.ts'
import { at, merge, type Path, type Tree } from './paths.ts'
import { validate } from './validate.ts'

export type ConfigRequest = {
  /** YAML or JSON; later files override earlier ones. */
  readonly files: readonly string[]
  readonly env: Environment
  readonly dev: boolean
  /** The folder of relative paths; `data/` below it is for the server's own files. */
  readonly cwd: string
}

export type Reading = {
  readonly config: Config
  readonly secrets: Secrets
  /** Warnings for the operator, without secrets. */
  readonly warnings: readonly string[]
  /** What it was read from, with which watchConfig detects changes. */
  readonly origin: { readonly texts: readonly FileText[]; readonly settings: Settings }
}

/** Throws ConfigError with all faults. Makes and stores secrets where none are configured. */
export function readConfig(request: ConfigRequest): Reading {
  return interpret(readFiles(request.files, request.cwd), request)
}

/**
 * As `readConfig`, for files that were read before. `running`: the settings of the running server
 * that is to use the new ones.
 */
export function interpret(
  texts: readonly FileText[],
  request: ConfigRequest,
  running?: Settings,
): Reading {
  const { config, settings, warnings } = examine(texts, request, running)
  const allWarnings = [...warnings]
  const secrets = {
    webHooks: settings.pallas.web_hooks.signing_secrets,
    ...completeSecrets(settings.secrets, resolve(request.cwd, 'data'), (sentence) =>
      allWarnings.push(sentence),
    ),
  }
  return { config, secrets, warnings: allWarnings, origin: { texts, settings } }
}

type Examined = {
  readonly config: Config
  readonly settings: Settings
  readonly warnings: readonly string[]
}

/** As `readConfig`, without secrets; writes nothing to disk. */
export function examine(
  texts: readonly FileText[],
  request: ConfigRequest,
  running?: Settings,
): Examined {
  const warnings: string[] = []
  const { tree, sources } = gather(texts, request, warnings)
  const checked = validate(withDefaults(schema, tree))
  if ('findings' in checked)
    throw new ConfigError(
      checked.findings.map((finding) => ({ source: sourceOf(sources, finding.path), ...finding })),
    )

  const { settings, unchanged } =
    running === undefined
      ? { settings: checked.settings, unchanged: [] }
      : keepRestartOnly(checked.settings, running)
  if (unchanged.length > 0)
    warnings.push(`needs a restart to change, and stays as it is: ${unchanged.join(', ')}`)

  const unused = ignoredKeys.filter((key) => at(tree, key.split('.')) !== undefined)
  if (unused.length > 0) warnings.push(`accepted, but without effect: ${unused.join(', ')}`)

  const faults: Fault[] = []
  const config = build(settings, {
    dev: request.dev,
    cwd: request.cwd,
    fault: (path, problem, allowed) =>
      faults.push({ source: sourceOf(sources, path), path, problem, allowed }),
    warn: (sentence) => warnings.push(sentence),
  })
  if (faults.length > 0) throw new ConfigError(faults)
  if (!/^(?:sqlite:|memory)/.test(config.dsn) && needsOwnSecrets(settings.secrets)) {
    warnings.push(
      'secrets.cookie and secrets.cipher are not both set: servers that share a database ' +
        'need the same secrets, and must not lose them',
    )
  }
  return { config, settings, warnings }
}

/** Settings of a server without configuration: it shows everything that needs nothing else. */
const demoSettings: Tree = {
  selfservice: {
    flows: {
      recovery: { enabled: true },
      verification: { enabled: true },
      registration: { after: { password: { hooks: [{ hook: 'session' }] } } },
    },
  },
}

function gather(
  texts: readonly FileText[],
  { env }: ConfigRequest,
  warnings: string[],
): { readonly tree: Tree; readonly sources: readonly Source[] } {
  const faults: Fault[] = []
  const sources: Source[] =
    texts.length === 0 ? [{ tree: demoSettings, locate: () => undefined }] : []
  for (const text of texts) {
    const parsed = parseFile(text)
    if ('faults' in parsed) faults.push(...parsed.faults)
    else {
      sources.push(parsed.source)
      warnings.push(...parsed.warnings)
    }
  }
  const ofFiles = sources.reduce<unknown>((below, { tree }) => merge(below, tree), {}) as Tree
  const { source, faults: gaps } = readEnvironment(env, schema, ofFiles)
  faults.push(...gaps)
  if (faults.length > 0) throw new ConfigError(faults)
  return { tree: merge(ofFiles, source.tree) as Tree, sources: [...sources, source] }
}

/** The last source that has the path, or a part of it. */
function sourceOf(sources: readonly Source[], path: Path): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = sources.findLast(({ locate }) => locate(path.slice(0, length)) !== undefined)
    if (place !== undefined) return place.locate(path.slice(0, length))
  }
  return undefined
}
