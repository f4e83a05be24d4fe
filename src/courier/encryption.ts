// Messages are encrypted at rest: they contain codes and links that give access to accounts.
import type { Cipher } from '#crypto/cipher.ts'
import { purposes, type Purpose } from '#crypto/purposes.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Content } from './message.ts'

export type MessageEncryption = {
  encryptData(id: string, data: JsonObject): string
  /** Undefined when the key is not configured any more. */
  decryptData(id: string, encrypted: string): JsonObject | undefined
  encryptContent(id: string, content: Content): string
  decryptContent(id: string, encrypted: string): Content | undefined
}

/** `cipher` is called every time, because keys can change while the server runs. */
export function createMessageEncryption(cipher: () => Cipher): MessageEncryption {
  const decrypt = (encrypted: string, purpose: Purpose): unknown => {
    const text = cipher().decrypt(encrypted, purpose)
    return text === undefined ? undefined : JSON.parse(text)
  }
  return {
    encryptData: (id, data) => cipher().encrypt(JSON.stringify(data), purposes.messageData(id)),
    decryptData(id, encrypted) {
      const data = decrypt(encrypted, purposes.messageData(id))
      return isObject(data) ? (data as JsonObject) : undefined
    },
    encryptContent: (id, content) =>
      cipher().encrypt(JSON.stringify(content), purposes.messageContent(id)),
    decryptContent(id, encrypted) {
      const content = decrypt(encrypted, purposes.messageContent(id))
      if (!isObject(content)) return undefined
      const { subject, text, html } = content
      return typeof subject === 'string' && typeof text === 'string'
        ? { subject, text, html: typeof html === 'string' ? html : undefined }
        : undefined
    },
  }
}
