// Builds the courier (queue, worker, delivery, mailbox) from configuration and store.
import { readdir, readFile } from 'node:fs/promises'
import type { Config } from '#config/config.ts'
import { administerMessages, type MessageAdministration } from '#courier/administration.ts'
import type { Courier } from '#courier/courier.ts'
import type { Delivery, Obstacle } from '#courier/delivery.ts'
import { createMailbox, type Mailbox } from '#courier/mailbox.ts'
import { isMadeUp } from '#languages/made-up.ts'
import type { Message } from '#courier/message.ts'
import { createCourier } from '#courier/queue.ts'
import type { Brand } from '#courier/content/built-in.ts'
import { ownMailTexts } from '#courier/content/own-texts.ts'
import type { Palette } from '#pages/theme/palette.ts'
import { createRenderer } from '#courier/render.ts'
import { createMessageEncryption } from '#courier/encryption.ts'
import type { LanguageSettings } from '#courier/settings.ts'
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
import type { Tracer } from '#lib/tracing.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'

export type CourierAppParts = {
  readonly runtime: Runtime
  readonly store: Store
  readonly cipher: Cipher
  readonly events: Events
  /** Runs a job after the open transaction commits, or at once when there is none. */
  readonly afterCommit: (job: () => void) => void
  readonly clock: Clock
  readonly newId: () => string
  readonly fetch: typeof fetch
  /** Runs Jsonnet programs that build request bodies for HTTP channels. */
  readonly runProgram?: NonNullable<HttpParts['runProgram']>
  readonly log: Log
  readonly tracer?: Tracer | undefined
  /** Called when something is queued, for a process that delivers in the place of this one. */
  readonly wakeElsewhere?: (() => void) | undefined
}

export type CourierApp = {
  readonly courier: Courier
  readonly worker: Worker
  readonly messages: MessageAdministration
  readonly mailbox: Mailbox
  /** Closes connections to mail servers. */
  close(): void
}

const hostIn = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).hostname || undefined : undefined

/** How long a message waits before delivery for the previous one to be stored as sent. */
const lockTimeoutMs = 1000

/** Builds the courier. */
export function createCourierApp({
  runtime,
  store,
  cipher,
  events,
  afterCommit,
  clock,
  newId,
  fetch,
  runProgram,
  log,
  tracer,
  wakeElsewhere,
}: CourierAppParts): CourierApp {
  const encryption = createMessageEncryption(() => cipher)
  const mail = () => configOf(runtime).mail
  const languages = ofConfig(runtime, languagesOf)
  const brand = ofConfig(runtime, brandOf)
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
    tracer,
    sendLock: createFairLock(lockTimeoutMs),
    render: createRenderer({
      settings: () => mail().templates,
      source,
      languages,
      brand,
      pageHost: (kind) => hostIn(configOf(runtime).selfservice.flows[kind].uiUrl),
    }),
    settings: () => mail().worker,
    retries: () => mail().worker.retries,
    giveUpAfterMs: () => mail().worker.giveUpAfterMs,
    storesContent: () => configOf(runtime).dev,
    delivery: deliveries.of,
    onAttempt: (message, obstacle, reason) => events(eventOf(message, obstacle, reason)),
    onError: (error) => log.warn({ err: error }, 'the courier cannot reach the database, retrying'),
  })
  const notifyWorker = () =>
    afterCommit(() => {
      worker.wake()
      wakeElsewhere?.()
    })
  return {
    courier: createCourier({
      messages: store.messages,
      encryption,
      clock,
      newId,
      domain: () => mail().senderDomain,
      allowedHeaders: () => configOf(runtime).clients.hookHeaders,
      languages,
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

/** Messages are in the languages of the pages; nobody gets one in a made-up language. */
function languagesOf({ pallas: { languages } }: Config): LanguageSettings {
  const { fallback, from } = languages
  const offered = languages.offered.filter((one) => !isMadeUp(one))
  return {
    offered: offered.length === 0 ? ['en'] : offered,
    fallback: isMadeUp(fallback) ? 'en' : fallback,
    texts: ownMailTexts(languages),
    from: from?.join('.'),
  }
}

/** Where only the light scheme has colours of the operator, mails have them in both. */
function brandOf({ pallas: { pages } }: Config): Brand {
  const { productName: product, theme } = pages
  if (theme === undefined || theme.recoloured.length === 0) return { product }
  const { light, dark } = theme.palettes
  const buttons = ({ accent, on_accent: onAccent }: Palette) => ({ accent, onAccent })
  const inTheDark = theme.recoloured.includes('dark') ? dark : light
  return { product, colours: { light: buttons(light), dark: buttons(inTheDark) } }
}
