// `pallas tokens` and `pallas operators`, on the database of the configuration.
import { createTokens } from '#crypto/tokens.ts'
import { isUuid } from '#editions/shared/fields.ts'
import { systemClock } from '#lib/time.ts'
import { createApiTokens, type ApiTokens } from '#operators/api-tokens.ts'
import { createOperators, type Operators } from '#operators/operators.ts'
import { canonical } from '#schema/canonical.ts'
import type { Store } from '#store/store.ts'
import { withDatabase } from './audit-context.ts'
import type { ProcessContext } from './options.ts'

export type OperatorParts = {
  readonly tokens: ApiTokens
  readonly operators: Operators
  /** The id of an identity, by itself or by an address that is confirmed. Throws for others. */
  readonly identityIdOf: (idOrAddress: string) => Promise<string>
}

/** Runs `work` with the tokens and the operators of the database, on behalf of a command. */
export const withOperators = <T>(
  context: ProcessContext,
  files: readonly string[],
  command: string,
  work: (parts: OperatorParts) => Promise<T>,
): Promise<T> =>
  withDatabase(context, files, command, ({ store }) => {
    // NOTE servers notice by themselves what is added
    const access = { added: () => undefined }
    const shared = { access, clock: systemClock }
    return work({
      tokens: createApiTokens({ ...shared, store: store.apiTokens, tokens: createTokens() }),
      operators: createOperators({
        ...shared,
        store: store.operators,
        identities: store.identities,
      }),
      identityIdOf: (idOrAddress) => identityIdOf(store, idOrAddress),
    })
  })

/** NOTE whoever signs up with the address of somebody else, and cannot confirm it, gets no role */
async function identityIdOf({ identities }: Store, idOrAddress: string): Promise<string> {
  if (isUuid(idOrAddress)) return idOrAddress.toLowerCase()
  const value = canonical(idOrAddress)
  const account = await identities.findByAddress('verifiable', value)
  if (!account) throw new Error('nobody has this address; give the id of an identity')
  const { id, verifiableAddresses } = account.identity
  if (!verifiableAddresses.some((one) => one.value === value && one.verified))
    throw new Error(`this address is not confirmed; if it is the right person, give the id: ${id}`)
  return id
}
