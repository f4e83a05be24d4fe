// What everything that is good for a while has in common, and the settings under which it is tried.
import { passwordless } from './code-people.ts'
import { withFactors } from './factors.ts'
import { mergeDeep, type Overrides, type TestServer } from './server.ts'

export const second = 1000,
  minute = 60 * second,
  day = 24 * 60 * minute
export const owner = 'owner@example.org'

export const settings: Overrides = mergeDeep(mergeDeep(passwordless, withFactors), {
  session: { lifespan: '2h' },
  selfservice: {
    methods: {
      link: { enabled: true, config: { lifespan: '30m' } },
      code: { config: { lifespan: '30m' } },
    },
    flows: {
      login: { lifespan: '1h' },
      registration: { lifespan: '1h', after: { code: { hooks: [{ hook: 'session' }] } } },
      settings: { lifespan: '1h', privileged_session_max_age: '30m' },
      recovery: { enabled: true, use: 'code', lifespan: '1h' },
      verification: { enabled: true, use: 'code', lifespan: '1h' },
    },
  },
})
export const byLink = mergeDeep(settings, {
  selfservice: { flows: { recovery: { use: 'link' }, verification: { use: 'link' } } },
})

/** Something that is good for a while. */
export type Thing = {
  readonly name: string
  readonly settings?: Overrides
  /** Starts the server in another way. */
  readonly start?: (steady: boolean) => Promise<TestServer>
  readonly lifespanMs: number
  /** Whether it is good for one use. */
  readonly once?: true
  /** Makes one, and answers how to use it, which answers whether that was good. */
  make(server: TestServer): Promise<() => Promise<boolean>>
}
