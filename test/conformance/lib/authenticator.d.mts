/** What an answer has instead of the right thing. `flags`: 1 present, 4 verified, 8 may be backed up, 16 is. */
export type Bent = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  readonly flags?: number
  readonly counter?: number
  readonly id?: string
  readonly userHandle?: string
  readonly signed?: Authenticator
}
export type Authenticator = {
  readonly id: string
  readonly user: string | undefined
  create(options: unknown, over?: Bent): any
  get(options: unknown, over?: Bent): any
}
export function makeAuthenticator(origin: string): Authenticator
