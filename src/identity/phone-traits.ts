import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Clock } from '#lib/time.ts'
import { Conflict, StaleVersion, type IdentityStore } from './identity-store.ts'

export type PhoneTraitsParts = {
  readonly identities: Pick<IdentityStore, 'list' | 'replace'>
  readonly schemas: () => IdentitySchemas
  readonly clock: Clock
}

export type WrittenBatch = {
  readonly looked: number
  readonly changed: readonly string[]
  /** Those that could not be stored: somebody has changed them meanwhile, or something is taken. */
  readonly failed: readonly string[]
  /** The last of the batch; undefined when there was none. */
  readonly last: string | undefined
}

/** Writes the phone numbers in stored traits in E.164, one batch after the other. */
export function createPhoneTraits({ identities, schemas, clock }: PhoneTraitsParts) {
  return {
    async batch(
      after: string | undefined,
      { limit, dryRun }: { readonly limit: number; readonly dryRun: boolean },
    ): Promise<WrittenBatch> {
      const page = await identities.list({}, { limit, ...(after === undefined ? {} : { after }) })
      const changed: string[] = [],
        failed: string[] = []
      for (const account of page) {
        const { identity } = account
        const schema = schemas().find(identity.schemaId)
        const traits = schema?.withPhoneNumbers(identity.traits) ?? identity.traits
        if (traits === identity.traits) continue
        try {
          if (!dryRun)
            await identities.replace({
              ...account,
              identity: { ...identity, traits, updatedAt: clock() },
            })
          changed.push(identity.id)
        } catch (error) {
          if (!(error instanceof StaleVersion) && !(error instanceof Conflict)) throw error
          failed.push(identity.id)
        }
      }
      return { looked: page.length, changed, failed, last: page.at(-1)?.identity.id }
    },
  }
}
