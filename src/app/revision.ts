import type { Signer } from '#crypto/signer.ts'
import type { Reading } from '#config/read.ts'
import { once } from '#lib/once.ts'
import type { Runtime } from './runtime.ts'

/**
 * The revision of the configuration in force: the one that it names, else a hash that is the same in
 * every process with the same settings and secrets.
 */
export function createRevision(runtime: Runtime, signer: Pick<Signer, 'sign'>): () => string {
  // NOTE the hash is keyed: without the secret nobody can try which settings lead to it
  return once(
    () => runtime.reading,
    ({ config, origin }: Reading) =>
      config.revision ?? signer.sign(`revision ${JSON.stringify(origin.settings, inOrder)}`),
  )
}

/** Keys in one order, whatever order the files have. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value
