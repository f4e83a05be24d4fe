import type { Problem } from '#errors/invalid-input.ts'
import { message, type Message } from '#messages/message.ts'
import { because, type ReasonKey } from '#messages/reasons.ts'
import { consistsOf, isCommon, wordsIn } from './blocklist.ts'
import { BreachesUnavailable, type Breaches } from './breaches.ts'
import type { PasswordPolicy } from './parts.ts'
import { isSimilar } from './similarity.ts'

export type PasswordPolicySettings = {
  /** In characters. */
  readonly minLength: number
  readonly similarityCheck: boolean
  /** Whether common passwords, the name of the product and traits are refused. */
  readonly blocklist: boolean
  readonly productName: string
  /** `ignoreNetworkErrors`: whether a password may be used while the list is not available. */
  readonly breaches: {
    readonly enabled: boolean
    readonly maxBreaches: number
    readonly ignoreNetworkErrors: boolean
  }
}

export type PasswordPolicyParts = {
  /** Called every time, like `maxBytes`, the longest password in bytes of UTF-8. */
  readonly settings: () => PasswordPolicySettings
  readonly maxBytes: () => number
  readonly breaches: Breaches
}

export function createPasswordPolicy({
  settings,
  maxBytes,
  breaches,
}: PasswordPolicyParts): PasswordPolicy {
  return {
    async check(typed, identifiers, traits, longest = Infinity) {
      // NOTE what is judged is what is hashed
      const password = typed.normalize('NFC')
      const {
          minLength,
          similarityCheck,
          blocklist,
          productName,
          breaches: leakCheck,
        } = settings(),
        bytes = Buffer.byteLength(password),
        most = Math.min(longest, maxBytes())
      // NOTE nothing else is checked of a password of a megabyte
      if (bytes > most)
        return [
          problem(
            message('validation.password-too-long', {
              max_length: most,
              actual_length: bytes,
            }),
          ),
        ]
      const length = [...password].length
      if (length < minLength)
        return [
          problem(
            message('validation.password-too-short', {
              min_length: minLength,
              actual_length: length,
            }),
          ),
        ]
      // NOTE only now: a short text is part of many names
      if (similarityCheck && identifiers.some((identifier) => isSimilar(password, identifier)))
        return [problem(message('validation.password-similar'))]
      if (blocklist) {
        const known = [...identifiers, ...identifiers.flatMap(wordsIn)]
        const words = wordsIn(traits).filter((one) => similarityCheck || !known.includes(one))
        if (consistsOf(password, [productName, ...words])) return [refused('password-words')]
        if (await isCommon(password)) return [refused('password-common')]
      }
      // NOTE a password that is refused anyway is not looked up
      return leakCheck.enabled ? leaked(password, leakCheck) : []
    },
  }

  async function leaked(
    password: string,
    { maxBreaches, ignoreNetworkErrors }: PasswordPolicySettings['breaches'],
  ): Promise<readonly Problem[]> {
    try {
      const count = await breaches.count(password)
      return count > maxBreaches
        ? [problem(message('validation.password-breached', { breaches: count }))]
        : []
    } catch (error) {
      if (!(error instanceof BreachesUnavailable)) throw error
      return ignoreNetworkErrors ? [] : [refused('password-unchecked')]
    }
  }
}

const refused = (why: ReasonKey): Problem =>
  problem(message('validation.password-policy', because(why)))

function problem(found: Message): Problem {
  return { field: 'password', message: found }
}
