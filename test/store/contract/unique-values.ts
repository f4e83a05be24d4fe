import assert from 'node:assert/strict'
import { Conflict } from '#identity/identity-store.ts'
import type { Account, ConflictSubject, IdentityStore } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import type { Promises } from './promises.ts'
import { password, recovery, sampleIdentity, verifiable } from './samples.ts'

type CredentialType = Parameters<IdentityStore['findByIdentifier']>[0]
type Channel = VerifiableAddress['via']

const keys = <K extends string>(all: Record<K, true>) => Object.keys(all) as K[]
/** The compiler sees to it that none is missing. */
const types = keys<CredentialType>({
  password: true,
  oidc: true,
  totp: true,
  lookup_secret: true,
  webauthn: true,
  code: true,
  passkey: true,
  profile: true,
  saml: true,
  link_recovery: true,
  code_recovery: true,
})
const channels = keys<Channel>({ email: true, sms: true })

/** What a value can be to an account, and nobody else's value can be too. */
type Kind = {
  readonly name: string
  readonly subject: ConflictSubject
  /** An account to which the value is this and nothing else. */
  having(value: string): Account
  find(identities: IdentityStore, value: string): Promise<Account | undefined>
}

/** Everything that a value can be. */
export const uniqueKinds: readonly Kind[] = [
  ...types.map((type): Kind => ({
    name: `identifier of ${type}`,
    subject: 'identifier',
    having: (value) => ({
      identity: sampleIdentity(),
      credentials: [{ ...password(value), type }],
    }),
    find: (identities, value) => identities.findByIdentifier(type, value),
  })),
  ...channels.flatMap((via): readonly Kind[] => [
    {
      name: `address to verify by ${via}`,
      subject: 'verifiable-address',
      having: (value) => ({
        identity: sampleIdentity({ verifiableAddresses: [verifiable(value, { via })] }),
        credentials: [],
      }),
      find: (identities, value) => identities.findByAddress('verifiable', value),
    },
    {
      name: `address to recover by ${via}`,
      subject: 'recovery-address',
      having: (value) => ({
        identity: sampleIdentity({ recoveryAddresses: [recovery(value, { via })] }),
        credentials: [],
      }),
      find: (identities, value) => identities.findByAddress('recovery', value),
    },
  ]),
]

/** Whether both are found by the same question: addresses are looked for without their channel. */
export const foundAlike = (one: Kind, other: Kind): boolean =>
  one === other || (one.subject !== 'identifier' && one.subject === other.subject)

const conflictOf = (work: Promise<unknown>): Promise<ConflictSubject | 'none'> =>
  work.then(
    () => 'none' as const,
    (error: unknown) => {
      if (error instanceof Conflict) return error.subject
      throw error
    },
  )

const idOf = (account: Account | undefined) => account?.identity.id

export function uniqueValuePromises(promise: Promises): void {
  promise(
    'a value that is one thing to an account finds it as that, and as nothing else',
    async ({ identities }) => {
      for (const kind of uniqueKinds) {
        const account = kind.having(kind.name)
        await identities.insert(account)
        for (const other of uniqueKinds) {
          const found = idOf(await other.find(identities, kind.name))
          const isSame = foundAlike(kind, other)
          assert.equal(
            found,
            isSame ? account.identity.id : undefined,
            `${kind.name} as ${other.name}`,
          )
        }
      }
    },
  )

  promise(
    'a value may be each thing to another account, and is each to one only, however it is stored',
    async ({ identities }) => {
      const value = 'the-same'
      const holders = uniqueKinds.map((kind) => kind.having(value))
      for (const [at, holder] of holders.entries())
        assert.equal(
          await conflictOf(identities.insert(holder)),
          'none',
          uniqueKinds[at]?.name ?? '',
        )
      for (const { name, subject, having } of uniqueKinds) {
        const one = having(value),
          free = having(`free of ${name}`)
        assert.equal(await conflictOf(identities.insert(one)), subject, name)
        const many = await identities.insertMany([free, one])
        assert.deepEqual(
          many.map((conflict) => conflict?.subject),
          [undefined, subject],
          name,
        )
        const { identity, credentials } = one
        const changed = { credentials, identity: { ...identity, id: free.identity.id } }
        assert.equal(await conflictOf(identities.replace(changed)), subject, name)
      }
    },
  )

  promise(
    'a value that an account gives up as one thing is free as that thing, and taken as all others',
    async ({ identities }) => {
      const value = 'the-same'
      const holders = uniqueKinds.map((kind) => kind.having(value))
      await identities.insertMany(holders)
      for (const [at, kind] of uniqueKinds.entries()) {
        const holder = holders[at] ?? assert.fail()
        const without = { ...holder.identity, verifiableAddresses: [], recoveryAddresses: [] }
        await identities.replace({ identity: without, credentials: [] })
        for (const other of uniqueKinds.filter((one) => one !== kind))
          assert.equal(await conflictOf(identities.insert(other.having(value))), other.subject)
        const next = kind.having(value)
        assert.equal(await conflictOf(identities.insert(next)), 'none', kind.name)
        await identities.delete(next.identity.id)
        assert.equal(await conflictOf(identities.insert(kind.having(value))), 'none', kind.name)
      }
    },
  )

  promise(
    'an account to which a value is many things keeps it as the others when it gives up one',
    async ({ identities }) => {
      const value = 'everything'
      const all = uniqueKinds.map((kind) => kind.having(value))
      const base = sampleIdentity()
      await identities.insert({ identity: base, credentials: [] })
      const own = (parts: readonly Account[], version: number): Account => ({
        identity: {
          ...base,
          version,
          verifiableAddresses: parts.flatMap(({ identity }) => identity.verifiableAddresses),
          recoveryAddresses: parts.flatMap(({ identity }) => identity.recoveryAddresses),
        },
        credentials: parts.flatMap(({ credentials }) => credentials),
      })
      let { version } = (await identities.replace(own(all, base.version))).identity
      for (const [at, given] of uniqueKinds.entries()) {
        const others = all.filter((_, place) => place !== at)
        version = (await identities.replace(own(others, version))).identity.version
        const taken = uniqueKinds.filter((kind) => kind !== given)
        for (const { name, subject, having } of taken)
          assert.equal(await conflictOf(identities.insert(having(value))), subject, name)
        version = (await identities.replace(own(all, version))).identity.version
      }
    },
  )
}
