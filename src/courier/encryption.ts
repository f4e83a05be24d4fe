// What messages say is sealed at rest: it contains codes and links that open accounts.
import type { Cipher } from '#crypto/cipher.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Content } from './message.ts'

export type MessageEncryption = {
  sealData(id: string, data: JsonObject): string
  /** Undefined when the key is gone. */
  openData(id: string, sealed: string): JsonObject | undefined
  sealContent(id: string, content: Content): string
  openContent(id: string, sealed: string): Content | undefined
}

/** `cipher` is asked for every time, because keys are changed while the server runs. */
export function createMessageEncryption(cipher: () => Cipher): MessageEncryption {
  const open = (sealed: string, purpose: string): unknown => {
    const text = cipher().open(sealed, purpose)
    return text === undefined ? undefined : JSON.parse(text)
  }
  return {
    sealData: (id, data) => cipher().seal(JSON.stringify(data), `message-data:${id}`),
    openData(id, sealed) {
      const data = open(sealed, `message-data:${id}`)
      return isObject(data) ? (data as JsonObject) : undefined
    },
    sealContent: (id, content) => cipher().seal(JSON.stringify(content), `message-content:${id}`),
    openContent(id, sealed) {
      const content = open(sealed, `message-content:${id}`)
      if (!isObject(content)) return undefined
      const { subject, text, html } = content
      return typeof subject === 'string' && typeof text === 'string'
        ? { subject, text, html: typeof html === 'string' ? html : undefined }
        : undefined
    },
  }
}
