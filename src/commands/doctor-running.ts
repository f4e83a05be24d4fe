// `pallas doctor --running`: asks a server how it is.
import type { PresentedHealth } from '#editions/pallas/health-routes.ts'
import { isObject } from '#lib/json.ts'
import { systemClock } from '#lib/time.ts'
import { reasonOf, type AdminApi } from './api/client.ts'
import type { Finding } from './doctor-findings.ts'
import { findingAt, findingsOf, runningChecks } from './running-checks.ts'

/** As a Diagnosis of a configuration: 0 when all is well, 1 with warnings, 2 when it does not serve. */
export type RunningDiagnosis = {
  /** How many checks found nothing. */
  readonly passed: number
  readonly findings: readonly Finding[]
  readonly exitCode: 0 | 1 | 2
}

const path = '/admin/pallas/health'

/** Asks the server behind an API, and judges what it says. */
export async function diagnoseRunning(api: AdminApi, version: string): Promise<RunningDiagnosis> {
  const findings = await findingsFor(api, version)
  const failed = new Set(findings.map(({ path: name }) => name))
  const severities = findings.map(({ severity }) => severity)
  return {
    passed: failed.has('answer') ? 0 : Object.keys(runningChecks).length - failed.size,
    findings,
    exitCode: severities.includes('fault') ? 2 : severities.length > 0 ? 1 : 0,
  }
}

async function findingsFor(api: AdminApi, version: string): Promise<readonly Finding[]> {
  const noAnswer = (text: string) => [findingAt('answer', { severity: 'fault', text })]
  const askedAt = systemClock()
  try {
    const answer = await api.call('GET', path)
    if (answer.status === 404)
      return noAnswer(`there is no ${path}: another server, or an older version`)
    if (answer.status !== 200) return noAnswer(reasonOf(answer))
    if (!isHealth(answer.json)) return noAnswer('the answer is not that of this program')
    return findingsOf({ health: answer.json, version, askedAt, answeredAt: systemClock() })
  } catch (error) {
    return noAnswer(error instanceof Error ? error.message : 'no answer')
  }
}

const isHealth = (json: unknown): json is PresentedHealth =>
  isObject(json) &&
  isObject(json['problems']) &&
  isObject(json['process']) &&
  isObject(json['database']) &&
  Array.isArray(json['providers'])

/** The report for programs, with the fields of that of a configuration. */
export function runningAsJson(
  server: string,
  { passed, findings, exitCode }: RunningDiagnosis,
): string {
  const report = {
    server,
    serves: exitCode < 2,
    exit_code: exitCode,
    passed_checks: passed,
    findings: findings.map(({ kind, severity, path: name, text }) => ({
      kind,
      severity,
      source: null,
      line: null,
      path: name,
      text,
    })),
  }
  return JSON.stringify(report, undefined, 2)
}

/** The report for people. */
export function runningAsText(
  server: string,
  { passed, findings, exitCode }: RunningDiagnosis,
): string {
  const verdict = {
    0: 'it serves, and nothing needs attention',
    1: 'it serves, but look at the warnings',
    2: 'it does not serve as it should',
  }[exitCode]
  const titled = (title: string, severity: Finding['severity']) => {
    const those = findings.filter((one) => one.severity === severity)
    return those.length === 0
      ? []
      : ['', title, ...those.map((one) => `  ${one.path}: ${one.text}`)]
  }
  return `${[
    `${server}: ${verdict}`,
    `Checks without a finding: ${passed}`,
    ...titled('Faults', 'fault'),
    ...titled('Warnings', 'warning'),
  ].join('\n')}\n`
}
