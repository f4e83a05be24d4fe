import { createHmac } from 'node:crypto'

/**
 * The token of a session that was known by its id alone, in cookies that were signed. Nobody else can
 * make it of the id, which is no secret.
 */
export const tokenOfSessionId = (secret: string, id: string): string =>
  createHmac('sha256', secret).update(`session of the id ${id}`).digest('base64url')
