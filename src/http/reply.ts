import type { Timestamp } from '#lib/time.ts'

/** A change to the caller's cookies. Cookie names and attributes come from the mount's settings. */
export type CookieChange =
  | { readonly kind: 'session'; readonly token: string; readonly expiresAt: Timestamp }
  | { readonly kind: 'end-session' }
  | { readonly kind: 'renew-csrf'; readonly secret: string }
  | { readonly kind: 'continuity'; readonly token: string; readonly expiresAt: Timestamp }
  | { readonly kind: 'end-continuity' }
  | { readonly kind: 'language'; readonly language: string }
  /** `undefined`: it is forgotten. */
  | { readonly kind: 'address'; readonly sealed: string | undefined }
  | { readonly kind: 'last-way'; readonly way: string }
  | { readonly kind: 'remembered'; readonly secret: string; readonly expiresAt: Timestamp }

/** A response as a plain value; `send` writes it. */
export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly location?: string
  readonly cookies?: readonly CookieChange[]
  /** Of the text in the body, where it was chosen by what the request accepts. */
  readonly language?: string
  readonly body?:
    | { readonly json: unknown }
    | { readonly jsonText: string }
    | { readonly text: string }
    | { readonly html: string }
    | { readonly raw: string | Buffer; readonly type: string }
    /** Sent as it is made; when that fails, the connection is cut. */
    | { readonly pieces: AsyncIterable<string>; readonly type: string }
}

/** A response with a JSON body. */
export function json(
  status: number,
  value: unknown,
  more: Omit<Reply, 'status' | 'body'> = {},
): Reply {
  return { status, body: { json: value }, ...more }
}

/** A plain-text response. */
export function text(
  status: number,
  value: string,
  more: Omit<Reply, 'status' | 'body'> = {},
): Reply {
  return { status, body: { text: value }, ...more }
}

/** A response without a body. */
export function nothing(status: number, more: Omit<Reply, 'status' | 'body'> = {}): Reply {
  return { status, ...more }
}

/** A redirect response. */
export function redirect(
  status: 302 | 303 | 307,
  location: string,
  more: Omit<Reply, 'status' | 'body' | 'location'> = {},
): Reply {
  return { status, location, ...more }
}
