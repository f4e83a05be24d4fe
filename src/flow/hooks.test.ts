import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { FlowKind } from './flow.ts'
import { runInOrder, type FlowHook, type HookContext, type HookResult } from './hooks.ts'
import type { FollowUp } from './outcome.ts'

const named = (label: string) => ({ identity: { id: 'i', label } }) as never
const labelOf = ({ identity }: object & { identity?: unknown }) =>
  (identity as { label: string }).label
const verify = (flowId: string): FollowUp => ({ kind: 'verify', flowId, address: 'a@example.org' })

const contextOf = (kind: FlowKind, ...configured: readonly string[]) =>
  ({
    flow: { kind },
    configured: configured.map((hook) => ({ hook, config: {} })),
    account: named('sent'),
  }) as unknown as HookContext
const stored = { account: named('stored'), session: undefined }

/** A hook that notes every call of it; `more` is what it answers besides. */
function noting(
  calls: string[],
  name: string,
  more: HookResult = {},
  rest: Partial<FlowHook> = {},
) {
  return {
    name,
    flows: ['login', 'registration'],
    runs: 'always',
    before: async () => void calls.push(`${name} before`),
    async after({ account }) {
      calls.push(`${name} after ${labelOf(account)}`)
      return {
        async persist() {
          calls.push(`${name} persist`)
          return [verify(name)]
        },
        notify: async () => void calls.push(`${name} notify`),
        ...more,
      }
    },
    ...rest,
  } satisfies FlowHook
}

describe('hooks', () => {
  it('run one after the other at every moment, each with the account of those before it', async () => {
    const calls: string[] = []
    const hooks = runInOrder([
      noting(calls, 'a'),
      noting(calls, 'b', { account: named('of b') }),
      noting(calls, 'c'),
    ])
    await hooks.before(contextOf('registration'))
    const result = await hooks.after(contextOf('registration'))
    assert.equal(labelOf(result.account), 'of b')
    const followUps = await result.persist(stored)
    await result.notify()
    assert.deepEqual(calls, [
      'a before',
      'b before',
      'c before',
      'a after sent',
      'b after sent',
      'c after of b',
      'a persist',
      'b persist',
      'c persist',
      'a notify',
      'b notify',
      'c notify',
    ])
    assert.deepEqual(followUps, [verify('a'), verify('b'), verify('c')])
  })

  it('take part in flows of their kinds, and where it is asked for, only where they are listed', async () => {
    const taking = async (hook: Partial<FlowHook>, kind: FlowKind, ...listed: string[]) => {
      const calls: string[] = []
      const hooks = runInOrder([noting(calls, 'a', {}, hook)])
      await hooks.before(contextOf(kind, ...listed))
      await hooks.after(contextOf(kind, ...listed))
      return calls.length
    }
    assert.equal(await taking({}, 'login'), 2)
    assert.equal(await taking({}, 'settings'), 0)
    assert.equal(await taking({ runs: 'where-listed' }, 'login', 'b'), 0)
    assert.equal(await taking({ runs: 'where-listed' }, 'login', 'b', 'a'), 2)
  })

  it('that want something done first end a login: no later hook runs, nothing is stored', async () => {
    const calls: string[] = []
    const first = verify('first')
    const hooks = runInOrder([
      noting(calls, 'a'),
      noting(calls, 'b', { followUp: first }),
      noting(calls, 'c'),
    ])
    const result = await hooks.after(contextOf('login'))
    assert.deepEqual(result.followUp, first)
    assert.deepEqual(await result.persist(stored), [])
    await result.notify()
    assert.deepEqual(calls, ['a after sent', 'b after sent'])
    await assert.rejects(hooks.after(contextOf('registration')), /cannot end a flow/)
  })

  it('are not run after one that refuses', async () => {
    const calls: string[] = []
    const refusing = async () => {
      throw new InvalidInput([])
    }
    for (const moment of ['before', 'after'] as const) {
      const hooks = runInOrder([noting(calls, 'a', {}, { [moment]: refusing }), noting(calls, 'b')])
      await assert.rejects(hooks[moment](contextOf('login')), InvalidInput)
    }
    assert.deepEqual(calls, [])
  })
})
