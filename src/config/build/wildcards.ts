// Addresses and origins with a `*` that stands for hosts.
import { isPublicSuffix } from '#lib/public-suffix.ts'
import type { Path } from '../paths.ts'
import type { Plan } from './plan.ts'

const wildcard = /^[a-z][a-z0-9+.-]*:\/\/\*\.([^*./:?#@\\]+(?:\.[^*./:?#@\\]+)*)(?=[:/?#]|$)[^*]*$/i

/** Whether the `*` stands for whole labels of hosts below one domain of one owner. */
function staysWithOneOwner(address: string): boolean {
  const domain = wildcard.exec(address)?.[1]
  return domain !== undefined && !isPublicSuffix(domain)
}

/**
 * The addresses without those whose `*` covers hosts of strangers, each of which is told;
 * `path`: where they are configured. All of them where that is wanted
 * (`feature_flags.legacy_allow_insecure_origins`). A `*` alone is no such address.
 */
export function withoutStrangers(
  addresses: readonly string[],
  path: Path,
  { warn, allowsInsecureOrigins }: Pick<Plan, 'warn' | 'allowsInsecureOrigins'>,
): readonly string[] {
  return addresses.filter((address, position) => {
    if (address === '*' || !address.includes('*') || staysWithOneOwner(address)) return true
    warn(
      [...path, position],
      `${path.join('.')}.${position} (${address}) covers hosts of strangers` +
        (allowsInsecureOrigins
          ? ''
          : ' and does not count: let the * stand before a domain of your own, as in ' +
            'https://*.example.org, or set feature_flags.legacy_allow_insecure_origins'),
      'risk',
    )
    return allowsInsecureOrigins
  })
}
