// The script for passkeys and security keys, which user interfaces load.
import type { Reply } from '#http/reply.ts'
import { keyScript } from '#methods/shared/webauthn/script.ts'

export const keyScriptPath = '/.well-known/ory/webauthn.js'

/**
 * Every page may load it, also one of another origin: browsers compare its hash with that in the
 * form, which takes the permission to read it.
 */
export const answerKeyScript = (): Reply => ({
  status: 200,
  headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
  body: { raw: keyScript.text, type: 'text/javascript; charset=utf-8' },
})
