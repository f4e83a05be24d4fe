// docs/hooks.md says in two tables which hooks there are, in what order they run and when, and which
// names a configuration may list. The tables are compared with the wiring and with the schema.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { flowHooks, type EditionHooksParts, type HooksParts } from '#app/hooks.ts'
import { flows } from '#config/schema/flows.ts'
import { flowKinds, type FlowKind } from '#flow/flow.ts'
import type { HookContext } from '#flow/hooks.ts'

const text = readFileSync(join(import.meta.dirname, '../docs/hooks.md'), 'utf8')

/** The rows of the table whose head begins so, each as its cells. */
function table(head: string): readonly (readonly string[])[] {
  const lines = text.slice(text.indexOf(`\n${head}`) + 1).split('\n')
  const rows = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith('|')),
  )
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
const namesIn = (cell = '') => [...cell.matchAll(/`([a-z0-9_]+)`/g)].map(([, name]) => name)
const kindsIn = (cell = ''): readonly string[] => (cell === 'all' ? flowKinds : cell.split(', '))

const address = { id: 'a', via: 'email', value: 'a@example.org', verified: false }
const account = {
  identity: { id: 'i', state: 'active', verifiableAddresses: [address], recoveryAddresses: [] },
  credentials: [],
}
const accountBefore = {
  ...account,
  identity: { ...account.identity, verifiableAddresses: [{ ...address, value: 'b@example.org' }] },
}
const parts = {
  runtime: {
    reading: {
      config: {
        clients: { hookHeaders: [] },
        featureFlags: {},
        selfservice: { flows: { recovery: {} } },
        mail: { transport: {} },
      },
    },
  },
  store: {
    sessions: {},
    transact: (work: () => Promise<unknown>) => work(),
    identities: { findByIdentifier: async () => undefined, findByAddress: async () => undefined },
  },
  present: { flow: () => ({}), identity: () => ({}), session: () => ({}) },
  loaded: async () => undefined,
} as unknown as HooksParts
const edition = {
  verification: { announce: () => account, begin: async () => [{ kind: 'verify' }] },
} as unknown as EditionHooksParts
const contextOf = (kind: FlowKind | undefined) =>
  ({
    flow: { kind, memory: {} },
    caller: { request: { method: 'POST', headers: {}, cookies: {} } },
    configured: [],
    account,
    accountBefore,
    session: {},
  }) as unknown as HookContext

test('the table of hooks has those that are wired, in their order, with all their moments', async () => {
  const wired = await Promise.all(
    flowHooks(parts, edition).map(async (hook) => {
      const result = await hook.after?.(contextOf(hook.flows[0]))
      return {
        names: [hook.name],
        flows: [...hook.flows].toSorted(),
        runs: hook.runs === 'always' ? 'always' : 'where listed',
        before: hook.before !== undefined,
        after: [result?.account, result?.followUp, result?.holds].some((one) => one !== undefined),
        inTransaction: result?.persist !== undefined,
        afterCommit: result?.notify !== undefined,
      }
    }),
  )
  const documented = table('| Hook | Flows ').map(
    ([names, flows, runs, before, after, inTransaction, afterCommit]) => ({
      names: namesIn(names),
      flows: [...kindsIn(flows)].toSorted(),
      runs,
      before: before !== '',
      after: after !== '',
      inTransaction: inTransaction !== '',
      afterCommit: afterCommit !== '',
    }),
  )
  assert.deepEqual(documented, wired)
})

/** The names that a configuration may list after flows of this kind, whatever the method. */
function listable(kind: FlowKind): ReadonlySet<string> {
  const {
    hooks,
    default_browser_return_url: _,
    ...methods
  } = flows.properties?.[kind]?.properties?.['after']?.properties ?? {}
  const lists = [hooks, ...Object.values(methods).map((method) => method.properties?.['hooks'])]
  return new Set(
    lists.flatMap((list) =>
      (list?.items?.oneOf ?? []).map((one) => String(one.properties?.['hook']?.enum?.[0])),
    ),
  )
}

test('the table of names has those that a configuration may list, and for which flows', () => {
  const documented = table('| Name | After ').flatMap(([names, kinds]) =>
    namesIn(names).flatMap((name) => kindsIn(kinds).map((kind) => `${kind} ${name}`)),
  )
  const accepted = flowKinds.flatMap((kind) => [...listable(kind)].map((name) => `${kind} ${name}`))
  assert.ok(accepted.length > flowKinds.length)
  assert.deepEqual(documented.toSorted(), accepted.toSorted())
})
