// What `pallas doctor` finds in a configuration.
import { faultsOfDocuments, schemaFaults, type LoadSchemas } from '#config/check.ts'
import { ConfigError, type Fault, type Notice } from '#config/faults.ts'
import { leaves, type Path, pathText } from '#config/paths.ts'
import { type ConfigRequest, examine, type Examined } from '#config/read.ts'
import { isIgnored } from '#config/schema/ignored-keys.ts'
import { readFiles } from '#config/sources.ts'
import { differences, risks, type Remark } from './doctor-rules.ts'

/** In the order in which they are shown. */
export const findingKinds = [
  'fault',
  'insecure',
  'ignored',
  'attention',
  'different',
  'spelling',
] as const
export type FindingKind = (typeof findingKinds)[number]

export type Finding = {
  readonly kind: FindingKind
  /** `fault`: it will not start. `warning`: somebody should look at it. `info`: to know. */
  readonly severity: 'fault' | 'warning' | 'info'
  /** `kratos.yml`, `environment variable DSN`; undefined when it stands nowhere. */
  readonly source: string | undefined
  readonly line: number | undefined
  /** As it was written. */
  readonly path: string
  readonly text: string
}

export type Diagnosis = {
  /** How many keys have the effect that they ask for. */
  readonly working: number
  readonly findings: readonly Finding[]
  /** 0: all is well. 1: there are warnings. 2: it will not start. */
  readonly exitCode: 0 | 1 | 2
}

/** Looks at a configuration as the server would read it. Changes and stores nothing. */
export async function diagnose(
  request: ConfigRequest,
  loadSchemas: LoadSchemas,
): Promise<Diagnosis> {
  let examined: Examined
  try {
    examined = examine(readFiles(request.files, request.cwd), request)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return {
      working: 0,
      findings: inOrder([
        ...error.faults.map((fault) => ofFault(fault, 'fault')),
        ...error.notices.map(ofNotice),
      ]),
      exitCode: 2,
    }
  }
  const inSchemas = await schemaFaults(examined, loadSchemas)
  const inDocuments = await faultsOfDocuments(examined, request, () =>
    loadSchemas(examined.config).catch(() => none),
  )
  const remarks = (rules: typeof risks) => rules.flatMap((rule) => rule(examined))
  const findings = [
    ...inSchemas.map((fault) => ofFault(fault, 'fault')),
    ...inDocuments.map((fault) => ofFault(fault, 'attention')),
    ...examined.notices.map(ofNotice),
    ...remarks(risks).map((remark) => ofRemark(remark, examined, 'insecure')),
    ...remarks(differences).map((remark) => ofRemark(remark, examined, 'different')),
  ]
  const sorted = inOrder(findings)
  const isWarned = sorted.some(({ severity }) => severity === 'warning')
  return {
    working: workingKeys(examined),
    findings: sorted,
    exitCode: inSchemas.length > 0 ? 2 : isWarned ? 1 : 0,
  }
}

const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findingKinds.flatMap((kind) => once(findings.filter((one) => one.kind === kind)))

const none = { defaultId: '', list: () => [], find: () => undefined }

function workingKeys({ tree, notices }: Examined): number {
  const ignored = new Set(
    notices.filter(({ kind }) => kind === 'ignored').map(({ path }) => pathText(path)),
  )
  return leaves(tree).filter((path) => !isIgnored(path) && !ignored.has(pathText(path))).length
}

const kindOfNotice: Readonly<Record<Notice['kind'], FindingKind>> = {
  spelling: 'spelling',
  ignored: 'ignored',
  risk: 'insecure',
  note: 'attention',
}
const severityOf = (kind: FindingKind): Finding['severity'] =>
  kind === 'fault' ? 'fault' : kind === 'different' || kind === 'spelling' ? 'info' : 'warning'

const ofNotice = ({ kind, source, path, sentence }: Notice): Finding =>
  findingOf(kindOfNotice[kind], source, path, withoutPath(sentence, path))

const ofFault = ({ source, path, problem, allowed }: Fault, kind: FindingKind): Finding =>
  findingOf(kind, source, path, allowed === undefined ? problem : `${problem} (${allowed})`)

const ofRemark = ({ path, text }: Remark, { placeOf }: Examined, kind: FindingKind): Finding => {
  const place = placeOf(path)
  return findingOf(kind, place?.source, place?.path ?? path, text)
}

function findingOf(
  kind: FindingKind,
  source: string | undefined,
  path: Path,
  text: string,
): Finding {
  const [, file, line] = /^(.*):([0-9]+)$/.exec(source ?? '') ?? []
  return {
    kind,
    severity: severityOf(kind),
    source: file ?? source,
    line: line === undefined ? undefined : Number(line),
    path: pathText(path),
    text,
  }
}

/** The sentence without the path at its beginning, which is shown before it. */
function withoutPath(sentence: string, path: Path): string {
  const name = pathText(path)
  return name !== '' && sentence.startsWith(`${name} `)
    ? sentence.slice(name.length + 1)
    : sentence.replace(/^accepted, but without effect: .*$/, 'is accepted, but has no effect')
}

/** One finding for each path: what the configuration itself warns of comes first. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ kind, path, text }) => {
    const key = kind === 'insecure' && path !== '' ? path : `${path} ${text}`
    return !seen.has(key) && seen.add(key)
  })
}
