// Security requirement 88, for servers of databases: a change that waits for a lock or a connection
// ends with the time of its request, and is not made later.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { withDeadline } from '#lib/deadline.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { allDatabases, sqliteDatabases } from '../support/databases.ts'
import { pastTheTime, withinTheTime } from '../support/deadline-promises.ts'
import { openHolder } from '../support/other-connection.ts'
import { pause } from '../support/process-figures.ts'
import { sampleFlow } from './contract/samples.ts'

const lock = ['the lock of the database'] as const
for (const databases of allDatabases.filter((one) => one !== sqliteDatabases))
  describe(`a request on ${databases.kind}`, { skip: databases.skip }, () => {
    pastTheTime(lock, databases)
    withinTheTime(lock, databases)
  })

for (const databases of allDatabases)
  describe(`the time of a request on ${databases.kind}`, { skip: databases.skip }, () => {
    let store: Store, holder: Awaited<ReturnType<typeof openHolder>>, drop: () => Promise<void>
    before(async () => {
      const database = await databases.fresh()
      drop = () => database.drop()
      await up(database.dsn)
      store = await createStore({
        dsn: `${database.dsn}&max_conns=2`,
        sqlite: { synchronous: 'NORMAL' },
      })
      holder = await openHolder(databases.kind, database.dsn)
    })
    after(async () => {
      await store?.close()
      await holder?.close()
      await drop?.()
    })
    const within = <T>(ms: number, work: () => Promise<T>) =>
      withDeadline(performance.now() + ms, work)
    const isExceeded = { name: 'DeadlineExceeded' }

    it('ends a change on its own and a transaction that wait for a lock, and neither is made later', async () => {
      const flows = [sampleFlow(), sampleFlow(), sampleFlow()] as const
      await holder.hold()
      const works = [
        () => store.flows.insert(flows[0]),
        () => store.transact(() => store.flows.insert(flows[1])),
        () => store.transact(() => store.transact(() => store.flows.insert(flows[2]))),
      ]
      const from = performance.now()
      for (const work of works) await assert.rejects(within(100, work), isExceeded)
      // NOTE a server gives up by itself after 3.5 seconds; its connections are free again at once
      assert.equal(await store.flows.find('login', flows[0].id), undefined)
      const took = performance.now() - from
      assert.ok(took < 3000, `${took} ms`)
      await holder.release()
      await pause(100)
      for (const flow of flows) assert.equal(await store.flows.find('login', flow.id), undefined)
    })

    it('lets them be made when the lock is released before', async () => {
      const flow = sampleFlow()
      await holder.hold()
      const done = within(20_000, () => store.flows.insert(flow))
      await pause(50)
      await holder.release()
      await done
      assert.ok(await store.flows.find('login', flow.id))
    })

    it('rolls back a transaction whose work goes on for too long', async () => {
      const [first, second] = [sampleFlow(), sampleFlow()]
      let late: Promise<unknown> | undefined
      await assert.rejects(
        within(
          50,
          () =>
            (late = store.transact(async () => {
              await store.flows.insert(first)
              await pause(100)
              await store.flows.insert(second)
            })),
        ),
        isExceeded,
      )
      await assert.rejects(late ?? Promise.resolve())
      for (const { id } of [first, second])
        assert.equal(await store.flows.find('login', id), undefined)
    })

    it('ends the wait for a connection that others have, and for those that write', async () => {
      const flow = sampleFlow(),
        go = Promise.withResolvers<void>()
      const others = [1, 2].map(() =>
        store.transact(async () => {
          await store.flows.insert(sampleFlow())
          await go.promise
        }),
      )
      await pause(50)
      await assert.rejects(
        within(100, () => store.flows.insert(flow)),
        isExceeded,
      )
      go.resolve()
      await Promise.all(others)
      await pause(50)
      assert.equal(await store.flows.find('login', flow.id), undefined)
      await store.flows.insert(flow)
    })
  })
