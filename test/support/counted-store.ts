// A store in memory that writes down what is asked of it.
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'

export type CountedStore = {
  readonly store: Store
  /** The operations of the store that are used while something is done, in order. */
  during(act: () => Promise<unknown>): Promise<readonly string[]>
}

export async function createCountedStore(): Promise<CountedStore> {
  const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
  let calls: string[] = []
  const counted = <T extends object>(part: T, path: string): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver)
        const name = `${path}${String(key)}`
        if (typeof value === 'object' && value !== null) return counted(value, `${name}.`)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          calls.push(name)
          return Reflect.apply(value, target, args)
        }
      },
    })
  return {
    store: counted(store, ''),
    async during(act) {
      calls = []
      await act()
      return calls
    },
  }
}
