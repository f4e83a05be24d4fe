// `pallas tokens` and `pallas operators`, on the database of the configuration.
import { createTokens } from '#crypto/tokens.ts'
import { systemClock } from '#lib/time.ts'
import { createApiTokens, type ApiTokens } from '#operators/api-tokens.ts'
import { createOperators, type Operators } from '#operators/operators.ts'
import { withDatabase } from './audit-context.ts'
import type { ProcessContext } from './options.ts'

export type OperatorParts = {
  readonly tokens: ApiTokens
  readonly operators: Operators
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
    })
  })
