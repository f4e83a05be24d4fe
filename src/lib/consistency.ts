// How current must be what somebody reads. A copy of the database may be some moments behind.
import { AsyncLocalStorage } from 'node:async_hooks'

/** `strong`: everything that was stored before. `eventual`: as a copy of the database knows it. */
export type Consistency = 'strong' | 'eventual'

/** Runs work that reads as current as is wished, or as is usual. */
export type Reading = <T>(wished: Consistency | undefined, work: () => Promise<T>) => Promise<T>

const eventual = new AsyncLocalStorage<true>()

/** `usual`: where nothing is wished. */
export const createReading =
  (usual: () => Consistency): Reading =>
  (wished, work) =>
    (wished ?? usual()) === 'eventual' ? eventual.run(true, work) : work()

/** Whether what the calling code reads may come from a copy. */
export const mayBeBehind = (): boolean => eventual.getStore() === true
