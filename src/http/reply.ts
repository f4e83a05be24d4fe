import type { Timestamp } from '#lib/time.ts'

/**
 * What happens to the cookies of the caller. Names and attributes are for the edition's cookie
 * settings to say.
 */
export type CookieChange =
  | { readonly kind: 'session'; readonly token: string; readonly expiresAt: Timestamp }
  | { readonly kind: 'end-session' }
  | { readonly kind: 'renew-csrf'; readonly secret: string }
  | { readonly kind: 'continuity'; readonly token: string; readonly expiresAt: Timestamp }
  | { readonly kind: 'end-continuity' }

/** An answer as a plain value. */
export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly location?: string
  readonly cookies?: readonly CookieChange[]
  readonly body?:
    | { readonly json: unknown }
    | { readonly jsonText: string }
    | { readonly text: string }
    | { readonly html: string }
    | { readonly raw: string | Buffer; readonly type: string }
}

export function json(
  status: number,
  value: unknown,
  more: Omit<Reply, 'status' | 'body'> = {},
): Reply {
  return { status, body: { json: value }, ...more }
}

export function text(
  status: number,
  value: string,
  more: Omit<Reply, 'status' | 'body'> = {},
): Reply {
  return { status, body: { text: value }, ...more }
}

export function nothing(status: number, more: Omit<Reply, 'status' | 'body'> = {}): Reply {
  return { status, ...more }
}

export function redirect(
  status: 302 | 303 | 307,
  location: string,
  more: Omit<Reply, 'status' | 'body' | 'location'> = {},
): Reply {
  return { status, location, ...more }
}
