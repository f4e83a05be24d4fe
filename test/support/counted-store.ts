// A store in memory that writes down what is asked of it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'

export type CountedStore = {
  readonly store: Store
  /**
   * The operations of the store that something uses, in order. What was put off before it, such as
   * entries of the audit trail that are written with others, belongs to what put it off.
   */
  during(act: () => Promise<unknown>): Promise<readonly string[]>
}

export async function createCountedStore(): Promise<CountedStore> {
  const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
  const calls = new AsyncLocalStorage<string[]>()
  const counted = <T extends object>(part: T, path: string): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver)
        const name = `${path}${String(key)}`
        if (typeof value === 'object' && value !== null) return counted(value, `${name}.`)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          calls.getStore()?.push(name)
          return Reflect.apply(value, target, args)
        }
      },
    })
  return {
    store: counted(store, ''),
    async during(act) {
      const mine: string[] = []
      await calls.run(mine, act)
      return [...mine]
    },
  }
}
