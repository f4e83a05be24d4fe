import assert from 'node:assert/strict'
import { beforeEach, describe, it, mock } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Family } from '#telemetry/exposition.ts'
import { createCrew, type Crew } from './crew.ts'
import type { Ending, Fork, FromWorker, SharedConfiguration, ToWorker } from './messages.ts'

/** A process that the test plays. */
type Played = {
  readonly heard: ToWorker[]
  readonly signals: string[]
  says(message: FromWorker): void
  exits(ending?: Partial<Ending>): void
}

const died = { signal: 'SIGKILL' }
const counted = (value: number): readonly Family[] => [
  { name: 'n_total', help: '', type: 'counter', samples: [{ name: 'n_total', labels: {}, value }] },
]

describe('workers', () => {
  let started: Played[], crew: Crew, failures: Error[]
  let configuration: SharedConfiguration
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const fork: Fork = (hear) => {
    const heard: ToWorker[] = [],
      signals: string[] = []
    started.push({
      heard,
      signals,
      says: hear.message,
      exits: ({ code = null, signal = null } = {}) => hear.exit({ code, signal }),
    })
    return { pid: started.length, send: (one) => heard.push(one), kill: (one) => signals.push(one) }
  }
  const serves = (one: Played | undefined): void => {
    one?.says({ kind: 'hello' })
    one?.says({ kind: 'ready', version: configuration.version })
  }
  const works = (one: Played | undefined) => one?.heard.some(({ kind }) => kind === 'work')
  const configured = (one: Played | undefined) =>
    one?.heard.flatMap((message) =>
      message.kind === 'configure' ? [message.configuration.version] : [],
    )
  const change = () => (configuration = { ...configuration, version: configuration.version + 1 })

  beforeEach(() => {
    mock.timers.reset()
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
    started = []
    failures = []
    configuration = { texts: [], running: {} as SharedConfiguration['running'], version: 1 }
    crew = createCrew({
      count: 2,
      fork,
      configuration: () => configuration,
      ownFamilies: () => counted(100),
      onFailure: (error) => failures.push(error),
      log,
    })
  })
  const startedCrew = async () => {
    const all = crew.start()
    for (const one of started) serves(one)
    await all
    const [one, two] = started
    assert.ok(one && two)
    return [one, two] as const
  }

  it('are told their number and the configuration, and are started when all serve', async () => {
    const all = crew.start()
    let isStarted = false
    void all.then(() => (isStarted = true))
    serves(started[0])
    await turn()
    assert.equal(isStarted, false)
    serves(started[1])
    await all
    assert.deepEqual(
      started.map(({ heard }) => heard[0]),
      [1, 2].map((worker) => ({ kind: 'begin', worker, count: 2, configuration })),
    )
  })

  it('that die are started again, after a pause that grows while they die again and again', async () => {
    const [one] = await startedCrew()
    let last = one
    for (const waitMs of [100, 200, 400, 800, 1600, 3200, 5000, 5000]) {
      const before = started.length
      last.exits(died)
      mock.timers.tick(waitMs - 1)
      assert.equal(started.length, before, `${waitMs}`)
      mock.timers.tick(1)
      assert.equal(started.length, before + 1, `${waitMs}`)
      last = started.at(-1) as Played
      serves(last)
    }
    assert.deepEqual(failures, [])
    assert.equal(crew.serving(), 2)
  })

  it('end the start with the reason that one gives', async () => {
    const all = crew.start()
    serves(started[0])
    started[1]?.says({ kind: 'failed', reason: 'the address is taken' })
    started[1]?.exits({ code: 1 })
    await assert.rejects(all, /^Error: the address is taken$/)
    assert.deepEqual(started[0]?.signals, ['SIGTERM'])
    mock.timers.tick(60_000)
    assert.equal(started.length, 2)
  })

  it('that die at the start without a word are tried again, but not for ever', async () => {
    const all = crew.start()
    const rejected = assert.rejects(all, /a worker ended at its start \(SIGKILL\), 5 times/)
    serves(started[0])
    for (let tries = 0; tries < 5; tries++) {
      started.at(-1)?.exits(died)
      mock.timers.tick(5000)
    }
    await rejected
  })

  it('that cannot be started any more end the server once none is left that serves', async () => {
    const [one, two] = await startedCrew()
    one.exits(died)
    for (let tries = 0; tries < 7; tries++) {
      mock.timers.tick(5000)
      started.at(-1)?.says({ kind: 'failed', reason: 'no memory' })
      started.at(-1)?.exits({ code: 1 })
    }
    assert.deepEqual(failures, [])
    two.exits(died)
    mock.timers.tick(5000)
    started.at(-1)?.exits({ code: 1 })
    started.at(-2)?.exits({ code: 1 })
    assert.equal(failures.length, 1)
  })

  it('leave the background to one of them, and to the next when that one ends or dies', async () => {
    const [one, two] = await startedCrew()
    assert.deepEqual([works(one), works(two)], [true, false])
    two.says({ kind: 'wake', queue: 'messages' })
    assert.deepEqual(one.heard.at(-1), { kind: 'wake', queue: 'messages' })
    one.says({ kind: 'wake', queue: 'messages' })
    assert.equal(two.heard.at(-1)?.kind, 'begin')
    one.says({ kind: 'leaving' })
    assert.ok(works(two))
    one.exits({ code: 0 })
    mock.timers.tick(100)
    const three = started[2]
    serves(three)
    assert.equal(works(three), false)
    two.exits(died)
    assert.ok(works(three))
  })

  it('that answer nothing for half a minute are killed', async () => {
    const [one, two] = await startedCrew()
    for (let asked = 0; asked < 7; asked++) {
      mock.timers.tick(5000)
      two.says({ kind: 'pong' })
    }
    assert.deepEqual([one.signals, two.signals], [['SIGKILL'], []])
  })

  it('take a changed configuration one after the other, and those that start later have it', async () => {
    const [one, two] = await startedCrew()
    change()
    const all = crew.configure()
    assert.deepEqual([configured(one), configured(two)], [[2], []])
    one.says({ kind: 'configured', version: 2, fault: undefined })
    await turn()
    assert.deepEqual(configured(two), [2])
    two.says({ kind: 'configured', version: 2, fault: undefined })
    await all
    one.exits(died)
    mock.timers.tick(100)
    started[2]?.says({ kind: 'hello' })
    change()
    // it began with the one before
    started[2]?.says({ kind: 'ready', version: 2 })
    assert.deepEqual(configured(started[2]), [3])
  })

  it('that cannot use a changed configuration keep the others from it, until it is tried again', async () => {
    const [one, two] = await startedCrew()
    change()
    const all = crew.configure()
    one.says({ kind: 'configured', version: 2, fault: 'no schema' })
    await assert.rejects(all, /worker 1 cannot use it: no schema/)
    assert.deepEqual(configured(two), [])
    crew.refuse('no schema')
    assert.deepEqual(
      [one, two].map(({ heard }) => heard.at(-1)?.kind),
      ['refuse', 'refuse'],
    )
  })

  it('that die while they take a changed configuration do not keep the others from it', async () => {
    const [one, two] = await startedCrew()
    change()
    const all = crew.configure()
    one.exits(died)
    await turn()
    two.says({ kind: 'configured', version: 2, fault: undefined })
    await all
  })

  it('tell their metrics together; what one that has died has counted stays', async () => {
    const [one, two] = await startedCrew()
    const sum = async (by: Played, values: readonly (readonly [Played, number])[]) => {
      by.says({ kind: 'ask', id: 7 })
      for (const [who, value] of values) {
        const asked = who.heard.findLast(({ kind }) => kind === 'tell')
        if (asked?.kind === 'tell')
          who.says({ kind: 'told', id: asked.id, families: counted(value) })
      }
      await turn()
      const answer = by.heard.findLast(({ kind }) => kind === 'metrics')
      return answer?.kind === 'metrics' ? answer.families[0]?.samples[0]?.value : undefined
    }
    assert.equal(
      await sum(one, [
        [one, 2],
        [two, 3],
      ]),
      105,
    )
    two.exits(died)
    assert.equal(await sum(one, [[one, 4]]), 107)
    mock.timers.tick(100)
    const three = started[2] as Played
    serves(three)
    assert.equal(
      await sum(three, [
        [one, 4],
        [three, 1],
      ]),
      108,
    )
  })

  it('are ended with the server, which says whether all went well, and kills those that hang', async () => {
    const [one, two] = await startedCrew()
    const ended = crew.end(0)
    assert.deepEqual([one.signals[0], two.signals[0]], ['SIGTERM', 'SIGTERM'])
    one.exits({ code: 0 })
    for (let turns = 0; turns < 3; turns++) {
      mock.timers.tick(10)
      await turn()
    }
    assert.ok(two.signals.includes('SIGKILL'))
    two.exits(died)
    mock.timers.tick(10)
    assert.equal(await ended, false)
    mock.timers.tick(60_000)
    assert.equal(started.length, 2)
  })
})
