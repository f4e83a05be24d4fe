// Builds the courier (queue, worker, delivery, mailbox) from configuration and store.
import { readdir, readFile } from 'node:fs/promises'
import type { Config } from '#config/config.ts'
import { administerMessages, type MessageAdministration } from '#courier/administration.ts'
import { createAfterCommit } from '#courier/after-commit.ts'
import type { Courier } from '#courier/courier.ts'
import type { Delivery, Obstacle } from '#courier/delivery.ts'
import { createMailbox, type Mailbox } from '#courier/mailbox.ts'
import type { Message } from '#courier/message.ts'
import { createCourier } from '#courier/queue.ts'
import { createRenderer } from '#courier/render.ts'
import { createMessageEncryption } from '#courier/encryption.ts'
import { createTemplateSource } from '#courier/template-source.ts'
import { createFairLock } from '#lib/fair-lock.ts'
import { createWorker, type Worker } from '#courier/worker.ts'
import type { Cipher } from '#crypto/cipher.ts'
import { createHttp, type HttpParts } from '#delivery/http.ts'
import { createMailboxDelivery } from '#delivery/mailbox.ts'
import { createNoDelivery } from '#delivery/no-delivery.ts'
import { createSmtp } from '#delivery/smtp.ts'
import type { Events } from '#events/events.ts'
import type { Clock } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { configOf, type Runtime } from './runtime.ts'

export type CourierAppParts = {
  readonly runtime: Runtime
  readonly store: Store
  readonly cipher: Cipher
  readonly events: Events
  readonly clock: Clock
  readonly newId: () => string
  readonly fetch: typeof fetch
  /** Runs Jsonnet programs that build request bodies for HTTP channels. */
  readonly runProgram?: NonNullable<HttpParts['runProgram']>
  readonly log: Log
}

export type CourierApp = {
  readonly courier: Courier
  readonly worker: Worker
  readonly messages: MessageAdministration
  readonly mailbox: Mailbox
  /** The store's `transact`; a message queued inside is sent after the commit. */
  readonly transact: Store['transact']
  /** Runs a job after the open transaction commits, or at once when there is none. */
  readonly afterCommit: (job: () => void) => void
  /** Closes connections to mail servers. */
  close(): void
}

/** How long a message waits before delivery for the previous one to be stored as sent. */
const lockTimeoutMs = 1000

/** Builds the courier. */
export function createCourierApp({
  runtime,
  store,
  cipher,
  events,
  clock,
  newId,
  fetch,
  runProgram,
  log,
}: CourierAppParts): CourierApp {
  const encryption = createMessageEncryption(() => cipher)
  const mail = () => configOf(runtime).mail
  const { transact, afterCommit } = createAfterCommit(store.transact)
  const deliveries = createDeliveries(mail, {
    fetch,
    ...(runProgram ? { runProgram } : {}),
    mailbox: () => createMailboxDelivery({ mailbox: store.mailbox, encryption, clock }),
  })
  const source = createTemplateSource({
    fetch,
    readFile,
    readFolder: readdir,
    now: () => performance.now(),
  })
  const worker = createWorker({
    messages: store.messages,
    encryption,
    clock,
    newId,
    sendLock: createFairLock(lockTimeoutMs),
    render: createRenderer({
      settings: () => mail().templates,
      source,
      product: () => configOf(runtime).pallas.pages.productName,
    }),
    settings: () => mail().worker,
    retries: () => mail().worker.retries,
    giveUpAfterMs: () => mail().worker.giveUpAfterMs,
    storesContent: () => configOf(runtime).dev,
    delivery: deliveries.of,
    onAttempt: (message, obstacle, reason) => events(eventOf(message, obstacle, reason)),
    onError: (error) => log.warn({ err: error }, 'the courier cannot reach the database, retrying'),
  })
  const notifyWorker = () => afterCommit(() => worker.wake())
  return {
    courier: createCourier({
      messages: store.messages,
      encryption,
      clock,
      newId,
      domain: () => mail().senderDomain,
      allowedHeaders: () => configOf(runtime).clients.hookHeaders,
      notifyWorker,
    }),
    worker,
    messages: administerMessages({
      messages: store.messages,
      encryption,
      clock,
      showsContent: () => configOf(runtime).dev,
      notifyWorker,
    }),
    mailbox: createMailbox({
      store: store.mailbox,
      encryption,
      isInUse: () => mail().transport.kind === 'mailbox',
    }),
    transact,
    afterCommit,
    close: deliveries.close,
  }
}

function eventOf(
  { id, status, channel, template, sendCount }: Message,
  obstacle: Obstacle | undefined,
  reason: string | undefined,
) {
  const facts = { messageId: id, channel, template, tries: sendCount }
  if (obstacle === undefined) return { kind: 'message.sent', ...facts } as const
  // NOTE a receiving server's reply about one message may contain personal data, so it is not
  // logged
  return {
    kind: status === 'abandoned' ? 'message.abandoned' : 'message.delayed',
    ...facts,
    obstacle,
    reason: obstacle === 'unreachable' ? reason : undefined,
  } as const
}

type DeliveryParts = HttpParts & { readonly mailbox: () => Delivery }

/** The delivery of each channel; built again when the configuration changes. */
function createDeliveries(mail: () => Config['mail'], { mailbox, ...http }: DeliveryParts) {
  let built:
    | { readonly of: Config['mail']; readonly email: Delivery; readonly sms: Delivery }
    | undefined
  function build(settings: Config['mail']): { readonly email: Delivery; readonly sms: Delivery } {
    const { transport, sms } = settings
    const email =
      transport.kind === 'smtp'
        ? createSmtp(transport.smtp)
        : transport.kind === 'http'
          ? createHttp(transport.call, http)
          : mailbox()
    return {
      email,
      sms: sms
        ? createHttp(sms, http)
        : transport.kind === 'mailbox'
          ? email
          : createNoDelivery('No channel for text messages is configured (courier.channels).'),
    }
  }
  return {
    of(channel: AddressChannel): Delivery {
      if (built?.of !== mail()) {
        const before = built
        built = { of: mail(), ...build(mail()) }
        before?.email.close()
        before?.sms.close()
      }
      return built[channel]
    },
    close() {
      built?.email.close()
      built?.sms.close()
    },
  }
}
