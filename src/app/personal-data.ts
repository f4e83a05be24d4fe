// Builds the exports of personal data, and the worker that makes the long ones.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Cipher } from '#crypto/cipher.ts'
import { sha256 } from '#crypto/tokens.ts'
import type { Courier } from '#courier/courier.ts'
import { createShieldAdministration } from '#identity/shield-administration.ts'
import { afterAnswer } from '#lib/after-answer.ts'
import { createPeriodic } from '#lib/periodic.ts'
import type { Clock } from '#lib/time.ts'
import { downloadUrl } from '#pages/download-data.ts'
import { createDataExports, makeWaiting, type ExportParts } from '#personal-data/exports.ts'
import { createDataNotice } from '#personal-data/notice.ts'
import type { Shield } from '#shield/shield.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { hasSms, recoveryUrlOf } from './notices.ts'
import { configOf, type Runtime } from './runtime.ts'

export type PersonalDataAppParts = {
  readonly runtime: Runtime
  readonly store: Store
  readonly courier: Courier
  readonly shield: Shield
  readonly cipher: Cipher
  readonly tokens: { uuid(): string; random(bytes: number): string }
  readonly clock: Clock
  /** Called when there is a file to make, for a process that makes it in the place of this one. */
  readonly wakeElsewhere?: (() => void) | undefined
  readonly log: Log
}

/** How often it is looked for files to make. */
const pollMs = 5000

/** Several processes may run the worker on one database. */
export function createPersonalDataApp(given: PersonalDataAppParts) {
  const { runtime, store, courier, shield, cipher, tokens, clock } = given
  // NOTE the worker goes on in the context of whoever wakes it
  const outsideRequests = AsyncLocalStorage.snapshot()
  const parts: ExportParts = {
    store: store.exports,
    sources: {
      ...store,
      schemas: () => runtime.schemas,
      shield: createShieldAdministration({ shield, identities: store.identities }),
    },
    identities: store.identities,
    notice: createDataNotice({
      courier,
      clock,
      settings: () => {
        const config = configOf(runtime)
        return { hasSms: hasSms(config), recoveryUrl: recoveryUrlOf(config) }
      },
    }),
    settings: () => {
      const { public: open, pallas } = configOf(runtime)
      return {
        server: open.baseUrl,
        withAdminMetadata: pallas.personalData.withAdminMetadata,
        linkTo: (id, secret) => downloadUrl(open.baseUrl, { id, secret }),
      }
    },
    cipher,
    transact: store.transact,
    clock,
    newId: tokens.uuid,
    newSecret: () => tokens.random(32),
    hash: sha256,
    notifyWorker: () =>
      afterAnswer(() => {
        outsideRequests(() => worker.wake())
        given.wakeElsewhere?.()
      }),
  }
  const onError = (error: unknown) =>
    given.log.warn({ err: error }, 'personal data could not be exported, retrying')
  const exports = createDataExports(parts)
  const worker = createPeriodic({
    work: (signal) => makeWaiting(exports, parts, signal, onError),
    pauseMs: () => pollMs,
    onError,
  })
  return { exports, worker }
}
