// `pallas doctor`: what somebody who comes from the published server should know about a
// configuration, on one page.
import type { Command } from 'commander'
import type { Diagnosis, Finding, FindingKind } from './doctor-findings.ts'
import { withConfig, withExitCodes, type ProcessContext, type WithConfig } from './options.ts'

/** Adds the command. */
export function addDoctorCommand(program: Command, context: ProcessContext): void {
  withExitCodes(
    withConfig(
      program
        .command('doctor')
        .description(
          'tell what works, what is ignored, what behaves differently and what is not safe in a ' +
            'configuration; with --running what needs attention in a server',
        )
        .argument('[files...]'),
    ),
    '0: nothing needs attention. 1: there are warnings. 2: the server would not start, or does not serve.',
  )
    .option(
      '--running <url>',
      'ask the server with this admin API how it is, with a token in PALLAS_ADMIN_TOKEN',
    )
    .option('--dev', 'as with pallas serve --dev', false)
    .option('--format <format>', 'text or json', 'text')
    .action(async (given: string[], { config, dev, format, running }: DoctorFlags) => {
      if (format !== 'text' && format !== 'json') throw new Error('--format is text or json.')
      if (running !== undefined) {
        if (given.length + config.length > 0)
          throw new Error('--running asks a server, which has its own configuration.')
        return askRunning(context, running, format)
      }
      const { diagnose } = await import('./doctor-findings.ts')
      const { schemasOf } = await import('./schemas.ts')
      const files = [...config, ...given]
      const diagnosis = await diagnose({ files, dev, ...context }, schemasOf)
      process.stdout.write(
        format === 'json' ? `${asJson(files, diagnosis)}\n` : asText(files, diagnosis),
      )
      process.exitCode = diagnosis.exitCode
    })
}

type DoctorFlags = WithConfig & {
  readonly dev: boolean
  readonly format: string
  readonly running?: string
}

async function askRunning(
  { env }: ProcessContext,
  url: string,
  format: 'text' | 'json',
): Promise<void> {
  const { createRemoteApi } = await import('./api/client.ts')
  const running = await import('./doctor-running.ts')
  const { version } = await import('./version.ts')
  const diagnosis = await running.diagnoseRunning(createRemoteApi(url, env), version)
  process.stdout.write(
    format === 'json'
      ? `${running.runningAsJson(url, diagnosis)}\n`
      : running.runningAsText(url, diagnosis),
  )
  process.exitCode = diagnosis.exitCode
}

/** The report for programs; docs/moving-in.md describes it. */
export function asJson(
  files: readonly string[],
  { working, findings, exitCode }: Diagnosis,
): string {
  const report = {
    files,
    starts: exitCode < 2,
    exit_code: exitCode,
    working_keys: working,
    findings: findings.map(({ kind, severity, source, line, path, text }) => ({
      kind,
      severity,
      source: source ?? null,
      line: line ?? null,
      path,
      text,
    })),
  }
  return JSON.stringify(report, undefined, 2)
}

const titles: Readonly<Record<FindingKind, string>> = {
  fault: 'Will not start',
  insecure: 'Not safe',
  ignored: 'Ignored, though it asks for something',
  attention: 'Will not work, or not as it seems',
  different: 'Different here',
  spelling: 'Understood in an older spelling (pallas config upgrade prints the current one)',
}

/** The report for people. */
export function asText(
  files: readonly string[],
  { working, findings, exitCode }: Diagnosis,
): string {
  const name = files.length === 0 ? 'No file' : files.join(', ')
  const verdict = {
    0: 'the server starts, and nothing needs attention',
    1: 'the server starts, but look at the warnings',
    2: 'the server will not start',
  }[exitCode]
  const works = exitCode < 2 ? [`Works as it is: ${count(working, 'key')}`] : []
  const sections = (Object.keys(titles) as FindingKind[]).flatMap((kind) => {
    const those = findings.filter((one) => one.kind === kind)
    return those.length === 0 ? [] : ['', titles[kind], ...those.map((one) => `  ${lineOf(one)}`)]
  })
  return `${[`${name}: ${verdict}`, ...works, ...sections].join('\n')}\n`
}

const count = (amount: number, what: string) => `${amount} ${what}${amount === 1 ? '' : 's'}`

function lineOf({ source, line, path, text }: Finding): string {
  const where = source === undefined ? '' : `${source}${line === undefined ? '' : `:${line}`}  `
  return path === '' ? `${where}${text}` : `${where}${path} ${text}`
}
