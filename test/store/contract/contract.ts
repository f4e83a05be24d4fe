// What every store promises, on whatever database.
import { describe, test } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { TestDatabases } from '../../support/databases.ts'
import { accountPromises } from './accounts.ts'
import { activityPromises } from './activity.ts'
import { attemptPromises } from './attempts.ts'
import { budgetPromises } from './budgets.ts'
import { codePromises } from './codes.ts'
import { conflictPromises } from './conflicts.ts'
import { flowPromises } from './flows.ts'
import { listPromises } from './lists.ts'
import { jobPromises } from './jobs.ts'
import { messagePromises } from './messages.ts'
import { crowdPromises } from './crowds.ts'
import { consoleSessionPromises } from './console-sessions.ts'
import { operatorPromises } from './operators.ts'
import { outboxPromises } from './outbox.ts'
import { configSamplePromises } from './samples-of-configs.ts'
import type { Promises } from './promises.ts'
import { sealedPromises } from './sealed.ts'
import { sessionPromises } from './sessions.ts'
import { stringPromises } from './strings.ts'
import { transactionPromises } from './transactions.ts'
import { addressChangePromises } from './address-changes.ts'
import { impersonationPromises } from './impersonations.ts'
import { exportPromises } from './exports.ts'
import { factorResetPromises } from './factor-resets.ts'
import { rememberedPromises } from './remembered.ts'
import { movePromises } from './moves.ts'
import { tracePromises } from './traces.ts'
import { unprovedPromises } from './unproved.ts'
import { uniqueValuePromises } from './unique-values.ts'

export function storeContract(databases: TestDatabases): void {
  describe(`the store on ${databases.kind}`, { skip: databases.skip }, () => {
    const promise: Promises = (sentence, check) => {
      test(sentence, async () => {
        const { dsn, drop } = await databases.fresh()
        await up(dsn)
        const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
        try {
          await check(store)
        } finally {
          await store.close()
          await drop()
        }
      })
    }
    for (const promises of [
      accountPromises,
      conflictPromises,
      uniqueValuePromises,
      listPromises,
      sessionPromises,
      flowPromises,
      crowdPromises,
      activityPromises,
      attemptPromises,
      budgetPromises,
      messagePromises,
      outboxPromises,
      codePromises,
      sealedPromises,
      transactionPromises,
      stringPromises,
      addressChangePromises,
      unprovedPromises,
      rememberedPromises,
      consoleSessionPromises,
      jobPromises,
      factorResetPromises,
      exportPromises,
      impersonationPromises,
      operatorPromises,
      configSamplePromises,
      movePromises,
      tracePromises,
    ])
      promises(promise)
  })
}
