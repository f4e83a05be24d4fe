// One attempt to deliver a message, and the state of the message after it.
import type { Clock } from '#lib/time.ts'
import { Undelivered, type Delivery, type Obstacle } from './delivery.ts'
import { dispatchesKept, type Content, type Message } from './message.ts'
import type { MessageEncryption } from './encryption.ts'
import type { FairLock } from '#lib/fair-lock.ts'
import type { JsonObject } from '#lib/json.ts'

/** Renders the content of a message. Throws when its template cannot be read or run. */
export type Renderer = (
  message: Pick<Message, 'template' | 'channel' | 'language' | 'recipient'>,
  data: JsonObject,
) => Promise<Content>

export type AttemptParts = {
  readonly encryption: MessageEncryption
  readonly render: Renderer
  readonly sendLock: FairLock
  readonly clock: Clock
  readonly newId: () => string
  readonly retries: () => number
  /** A message is given up after this time without a server that accepts it. */
  readonly giveUpAfterMs: () => number
  /** Whether the content that was sent is stored, for a developer to read. */
  readonly storesContent: () => boolean
}

export type Attempt = {
  /** The message to store. */
  readonly message: Message
  readonly obstacle: Obstacle | undefined
  readonly reason: string | undefined
  /** Must be called when the message is stored: others may wait for it. */
  readonly done: () => void
}

const shortestWaitMs = 1000,
  longestWaitMs = 15_000

/**
 * A second, doubled with every try up to 15 seconds, and up to a fifth less by chance, so that
 * messages are not all tried at the same moment.
 */
export function waitAfter(tries: number): number {
  return Math.round(
    Math.min(shortestWaitMs * 2 ** Math.min(tries - 1, 10), longestWaitMs) *
      (0.8 + Math.random() * 0.2),
  )
}

/** Never throws: every failure becomes part of the message. */
export async function attempt(
  message: Message,
  delivery: Delivery,
  signal: AbortSignal,
  parts: AttemptParts,
): Promise<Attempt> {
  let done = (): void => undefined
  const ready = async () => {
    done = await parts.sendLock.acquire()
  }
  try {
    const data = parts.encryption.decryptData(message.id, message.data)
    if (!data) throw new Undelivered('refused', 'It is sealed with a key that is gone.')
    const content = await parts.render(message, data)
    const { id, messageId, channel, recipient, template } = message
    await delivery.send(
      { id, messageId, channel, recipient, template, data, content },
      { ready, signal },
    )
    return {
      message: delivered(message, content, parts),
      obstacle: undefined,
      reason: undefined,
      done,
    }
  } catch (error) {
    done()
    const failure =
      error instanceof Undelivered
        ? error
        : new Undelivered(
            'later',
            error instanceof Error ? error.message : 'Something went wrong.',
            { cause: error },
          )
    return {
      message: failed(message, failure, parts),
      obstacle: failure.obstacle,
      reason: failure.message,
      done: () => undefined,
    }
  }
}

function delivered(
  message: Message,
  content: Content,
  { clock, newId, encryption, storesContent }: AttemptParts,
): Message {
  const at = clock()
  return {
    ...message,
    status: 'sent',
    data: '',
    content: storesContent() ? encryption.encryptContent(message.id, content) : undefined,
    sendCount: message.sendCount + 1,
    dueAt: undefined,
    dispatches: [
      ...message.dispatches,
      { id: newId(), status: 'success' as const, error: undefined, at },
    ].slice(-dispatchesKept),
    updatedAt: at,
  }
}

function failed(
  message: Message,
  { obstacle, message: reason, retryAfterMs }: Undelivered,
  { clock, newId, retries, giveUpAfterMs }: AttemptParts,
): Message {
  const at = clock()
  const refusals = message.refusals + (obstacle === 'refused' ? 1 : 0)
  const sendCount = message.sendCount + 1
  const givenUp = refusals > retries() || at - message.queuedAt > giveUpAfterMs()
  return {
    ...message,
    status: givenUp ? 'abandoned' : 'queued',
    sendCount,
    refusals,
    dueAt: givenUp
      ? undefined
      : at + Math.max(waitAfter(sendCount), Math.min(retryAfterMs ?? 0, longestWaitMs)),
    dispatches: [
      ...message.dispatches,
      { id: newId(), status: 'failed' as const, error: reason.slice(0, 500), at },
    ].slice(-dispatchesKept),
    updatedAt: at,
  }
}
