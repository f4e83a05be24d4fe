import type { SchemaSource } from '#schema/load.ts'
import { createCheckOf } from '../identities/context.ts'
import { readDescription, reasonOf as refusalOf } from '../identities/format.ts'
import { reasonOf, type AdminApi } from './client.ts'
import { describedIn, type VerbIo } from './verbs.ts'

type Check = Awaited<ReturnType<typeof createCheckOf>>

/** The schema that a description without a name of one is checked against. */
const usualSchema = 'default'

/** A check against the schemas that a server publishes. Throws an error when it publishes none. */
export async function createRemoteCheck(api: AdminApi): Promise<Check> {
  const documents: SchemaSource[] = []
  for (let query: string | undefined = ''; query !== undefined;) {
    const answer = await api.call('GET', `/schemas${query}`)
    if (answer.status !== 200 || !Array.isArray(answer.json))
      throw new Error(`the identity schemas could not be read: ${reasonOf(answer)}`)
    for (const one of answer.json as readonly { readonly id: string; readonly schema: unknown }[])
      documents.push({
        id: one.id,
        selfserviceSelectable: true,
        url: `base64://${Buffer.from(JSON.stringify(one.schema)).toString('base64')}`,
      })
    const next = answer.nextPage
    query = next === undefined ? undefined : `?page_token=${encodeURIComponent(next)}`
  }
  const [first] = documents
  if (first === undefined) throw new Error('the server publishes no identity schemas')
  const isNamed = documents.some(({ id }) => id === usualSchema)
  return createCheckOf(documents, isNamed ? usualSchema : first.id)
}

/** Checks the described identities. Returns how many are as they should be, and how many are not. */
export async function validateDescribed(
  check: Check,
  files: readonly string[],
  io: VerbIo,
): Promise<{ readonly valid: number; readonly refused: number }> {
  let valid = 0,
    refused = 0
  for await (const one of describedIn(files, io)) {
    try {
      if ('fault' in one) throw new Fault(one.fault)
      await check(readDescription(one.body))
      valid++
    } catch (error) {
      const reason = error instanceof Fault ? error.message : refusalOf(error)
      if (reason === undefined) throw error
      refused++
      io.printStderr(`${one.place}: ${reason}`)
    }
  }
  return { valid, refused }
}

class Fault extends Error {}
