// People who are made up, the same every time, as lines of an import.
import { email } from '../journeys.ts'

const firsts = [
  'Ada',
  'Grace',
  'Zoë',
  'José',
  'Mei',
  'Olga',
  'Kofi',
  'Anna',
  'Ben',
  'Chloé',
  'Dmitri',
  'Elif',
  'Farid',
  'Greta',
  'Hana',
  'Ivo',
]
const lasts = [
  'Lovelace',
  'Hopper',
  'Müller',
  'García',
  'Li',
  'Ivanova',
  'Mensah',
  'Smith',
  'Jones',
  "O'Brien",
  'Nguyen',
  'Silva',
  'Haddad',
  'Olsen',
  'Tanaka',
  'Rossi',
]
const syllables = ['ka', 'lo', 'mi', 'ne', 'ru', 'sa', 'ti', 'vo', 'ze', 'du']

/** A name of which there are ten thousand, for searches that find a few. */
export const rareName = (n: number): string => {
  const digits = [...String((n * 7919) % 10_000).padStart(4, '0')]
  const name = digits.map((digit) => syllables[Number(digit)]).join('')
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
}

export const firstName = (n: number): string => firsts[n % firsts.length] ?? 'Ada'

/** One line of the import for each of `count` people; every hundredth is inactive. */
export async function* lines(count: number, passwordHash: string): AsyncGenerator<Buffer> {
  const each = 1000
  for (let from = 0; from < count; from += each) {
    const some = Array.from({ length: Math.min(each, count - from) }, (_, index) =>
      JSON.stringify(person(from + index, passwordHash)),
    )
    yield Buffer.from(`${some.join('\n')}\n`)
  }
}

function person(n: number, hashedPassword: string): object {
  return {
    traits: {
      email: email(n),
      name: {
        first: firstName(n),
        last: `${lasts[Math.floor(n / firsts.length) % lasts.length]}-${rareName(n)}`,
      },
    },
    state: n % 100 === 99 ? 'inactive' : 'active',
    credentials: { password: { config: { hashed_password: hashedPassword } } },
  }
}
