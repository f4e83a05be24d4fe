import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { storedTrace } from '#lib/tracing.ts'
import type { Courier } from './courier.ts'
import { languageOf } from './language.ts'
import type { MessageStore } from './message-store.ts'
import type { MessageEncryption } from './encryption.ts'
import type { LanguageSettings } from './settings.ts'

export type QueueParts = {
  readonly messages: MessageStore
  readonly encryption: MessageEncryption
  readonly clock: Clock
  readonly newId: () => string
  /** The domain of the sender's address, for Message-IDs. */
  readonly domain: () => string
  /** Names of the request headers that services are told of, in any case. */
  readonly allowedHeaders: () => readonly string[]
  readonly languages: () => LanguageSettings
  /** Called when a message is stored: at once, or after the open transaction. */
  readonly notifyWorker: () => void
}

export function createCourier(parts: QueueParts): Courier {
  return {
    async queue({ channel, recipient, template, data, language, delayMs = 0 }) {
      const id = parts.newId(),
        now = parts.clock()
      await parts.messages.insert({
        id,
        status: 'queued',
        channel,
        recipient,
        template,
        language: language ?? languageOf(data, parts.languages()),
        data: parts.encryption.encryptData(id, withHeaders(data, parts.allowedHeaders())),
        content: undefined,
        messageId: `<${id}@${parts.domain()}>`,
        sendCount: 0,
        refusals: 0,
        queuedAt: now,
        dueAt: now + delayMs,
        dispatches: [],
        trace: storedTrace(),
        identityId: ownerOf(data),
        createdAt: now,
        updatedAt: now,
      })
      parts.notifyWorker()
    },
  }
}

/** The id of the identity that a message is about. */
function ownerOf({ Identity: identity }: JsonObject): string | undefined {
  const id = isObject(identity) ? identity['id'] : undefined
  return typeof id === 'string' ? id : undefined
}

/** The data with those of the headers of the request that may be told. */
function withHeaders(data: JsonObject, allowed: readonly string[]): JsonObject {
  const { RequestHeaders: headers } = data
  if (!isObject(headers)) return data
  const names = new Set(allowed.map((name) => name.toLowerCase()))
  const told = Object.entries(headers).filter(([name]) => names.has(name.toLowerCase()))
  return { ...data, RequestHeaders: Object.fromEntries<Json>(told) }
}
