import { Refusal } from '#errors/refusal.ts'
import type { ImportedSecrets, Importer } from '#identity/imported-secrets.ts'
import { typedCode } from '#lib/typed-code.ts'
import type { LookupCode, LookupEncryption } from './credential.ts'

/** In characters, as people type them. */
const length = { least: 6, most: 100 }

/** Takes over backup codes; they come to those that the account has. */
export const importLookupCodes = (
  encryption: LookupEncryption,
): Importer<ImportedSecrets['lookup_secret']> => ({
  async check({ codes }) {
    const typed = codes.map(({ code }) => typedCode(code).length)
    if (typed.some((one) => one < length.least || one > length.most))
      throw new Refusal('bad-request', {
        reason:
          `The backup codes cannot be taken: each must have ${length.least} to ` +
          `${length.most} letters and digits.`,
      })
  },

  credential({ codes }, account) {
    const { id } = account.identity
    const before = encryption.decrypt(account)
    const all = new Map<string, LookupCode>()
    for (const { code, usedAt } of [...(before ?? []), ...codes]) {
      const key = typedCode(code),
        known = all.get(key)
      all.set(key, { code: known?.code ?? code, usedAt: known?.usedAt ?? usedAt ?? null })
    }
    // NOTE without a code nobody is asked for one
    return all.size === 0
      ? { type: 'lookup_secret', identifiers: [id], config: {} }
      : encryption.credential([...all.values()], id)
  },
})
