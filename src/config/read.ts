// Reads files, environment and defaults into a checked configuration.
import { resolve } from 'node:path'
import { build } from './build/build.ts'
import { hintForRoot } from './build/editions.ts'
import type { Config, Secrets } from './config.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { ConfigError, type Fault, type Notice, noticeLine } from './faults.ts'
import { withDefaults } from './defaults.ts'
import { keepRestartOnly } from './restart-only.ts'
import { ignoredIn } from './schema/ignored-keys.ts'
import { settings as schema, type Settings } from './schema/settings.ts'
import { completeSecrets, needsOwnSecrets } from './secrets.ts'
import { type FileText, parseFile, type Place, readFiles, type Source } from './sources.ts'
import { at, isBelow, merge, pathText, type Path, type Tree } from './paths.ts'
import { placeholdersIn, unfilledProblem } from './placeholders.ts'
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
  readonly origin: {
    readonly texts: readonly FileText[]
    readonly settings: Settings
    /** Where a value was written; undefined for a default. */
    readonly sourceOf: (path: Path) => string | undefined
  }
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
  const { config, settings, notices, tree, placeOf } = examine(texts, request, running)
  const warnings = linesOf(notices)
  const secrets = {
    webHooks: settings.pallas.web_hooks.signing_secrets,
    ...completeSecrets(settings.secrets, resolve(request.cwd, 'data'), (sentence) =>
      warnings.push(sentence),
    ),
  }
  const sourceOf = (path: Path) =>
    at(tree, path) === undefined ? undefined : placeOf(path)?.source
  return { config, secrets, warnings, origin: { texts, settings, sourceOf } }
}

/** The warnings as lines; all ignored keys are named in one. */
export function linesOf(notices: readonly Notice[]): string[] {
  const ignored = notices.filter(isPlainlyIgnored).map(({ path }) => pathText(path))
  return [
    ...notices.filter((notice) => !isPlainlyIgnored(notice)).map(noticeLine),
    ...(ignored.length > 0 ? [`${withoutEffect}: ${ignored.join(', ')}`] : []),
  ]
}

const withoutEffect = 'accepted, but without effect'
const isPlainlyIgnored = ({ kind, sentence }: Notice) =>
  kind === 'ignored' && sentence.startsWith(withoutEffect)

export type Examined = {
  readonly config: Config
  readonly settings: Settings
  readonly notices: readonly Notice[]
  /** What the files and the environment say, with current keys. */
  readonly tree: Tree
  /** Where a path was written. */
  readonly placeOf: (path: Path) => Place | undefined
}

/** As `readConfig`, without secrets; writes nothing to disk. */
export function examine(
  texts: readonly FileText[],
  request: ConfigRequest,
  running?: Settings,
): Examined {
  const notices: Notice[] = []
  const { tree, sources } = gather(texts, request, notices)
  const placeOf = (path: Path) => placeIn(sources, path)
  const located = (path: Path) => ({ source: undefined, path, ...placeOf(path) })
  const warn = (path: Path, sentence: string, kind: Notice['kind'] = 'note') =>
    notices.push({ kind, sentence, ...located(path) })

  const checked = validate(withDefaults(schema, tree))
  const unfilled = placeholdersIn(tree)
  const findings = [...('findings' in checked ? checked.findings : []), ...unfilled].filter(
    ({ path, problem }, index, all) =>
      problem === unfilledProblem ||
      !all.some(
        (one, position) =>
          position !== index && one.problem === unfilledProblem && isBelow(path, one.path),
      ),
  )
  if (findings.length > 0 || 'findings' in checked)
    throw new ConfigError(
      findings.map((finding) => ({ ...finding, ...located(finding.path) })),
      notices,
    )
  for (const { path, allowed } of checked.unknown)
    warn(
      path,
      `${pathText(path)} is not a known key and has no effect` +
        (allowed === undefined ? '' : ` (${allowed})`),
      'ignored',
    )

  const { settings, unchanged } =
    running === undefined
      ? { settings: checked.settings, unchanged: [] }
      : keepRestartOnly(checked.settings, running)
  if (unchanged.length > 0)
    warn([], `needs a restart to change, and stays as it is: ${unchanged.join(', ')}`)
  const ignored = (path: Path) => warn(path, `${withoutEffect}: ${pathText(path)}`, 'ignored')
  for (const path of ignoredIn(tree)) ignored(path)

  const faults: Fault[] = []
  const config = build(settings, {
    dev: request.dev,
    appsMaySendOrigin: /^(?:1|t|true)$/i.test(
      request.env['DEV_DISABLE_API_FLOW_ENFORCEMENT'] ?? '',
    ),
    otel: request.env,
    cwd: request.cwd,
    fault: (path, problem, allowed) => faults.push({ problem, allowed, ...located(path) }),
    ignored,
    warn,
  })
  if (faults.length > 0) throw new ConfigError(faults, notices)
  const replaced = notices.filter(({ kind }) => kind === 'spelling').map(({ path }) => path)
  const hint = hintForRoot(replaced, settings.pallas.editions, config.pallas.editions)
  const hinted = notices.find(({ path }) => path === hint?.path)
  if (hint) notices.push({ kind: 'note', source: hinted?.source, ...hint })
  if (!/^(?:sqlite:|memory)/.test(config.dsn) && needsOwnSecrets(settings.secrets)) {
    warn(
      ['secrets'],
      'secrets.cookie and secrets.cipher are not both set: servers that share a database ' +
        'need the same secrets, and must not lose them',
      'risk',
    )
  }
  return { config, settings, notices, tree, placeOf }
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
  notices: Notice[],
): { readonly tree: Tree; readonly sources: readonly Source[] } {
  const faults: Fault[] = []
  const sources: Source[] =
    texts.length === 0 ? [{ tree: demoSettings, locate: () => undefined }] : []
  for (const text of texts) {
    const parsed = parseFile(text)
    if ('faults' in parsed) faults.push(...parsed.faults)
    else {
      sources.push(parsed.source)
      notices.push(...parsed.notices)
    }
  }
  const ofFiles = sources.reduce<unknown>((below, { tree }) => merge(below, tree), {}) as Tree
  const { source, faults: gaps } = readEnvironment(env, schema, ofFiles)
  faults.push(...gaps)
  if (faults.length > 0) throw new ConfigError(faults, notices)
  return { tree: merge(ofFiles, source.tree) as Tree, sources: [...sources, source] }
}

/** Where a path, or a part of it, was written last. */
function placeIn(sources: readonly Source[], path: Path): Place | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = sources
      .map(({ locate }) => locate(path.slice(0, length)))
      .findLast((one) => one !== undefined)
    if (place !== undefined)
      return { source: place.source, path: [...place.path, ...path.slice(length)] }
  }
  return undefined
}
