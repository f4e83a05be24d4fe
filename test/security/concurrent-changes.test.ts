// 68: concurrent changes to one identity do not lose each other, by whichever edition they come.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import { hasRoute } from '../support/edition-features.ts'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** Editions in which an administrator changes parts of an identity, or replaces all that they show. */
const patching = editions.filter((one) => hasRoute(one, 'admin', 'PATCH', '/identities/:id'))
const replacing = editions.filter((one) => hasRoute(one, 'admin', 'PUT', '/identities/:id'))
const deleting = editions.filter((one) => hasRoute(one, 'admin', 'DELETE', '/identities/:id'))

it('every edition has a way to change an identity, and one to delete it', () => {
  assert.deepEqual(replacing, editions)
  assert.deepEqual(deleting, editions)
  assert.ok(patching.length > 0)
})

describe('68: changes of one identity at the same moment', () => {
  let one: TestServer, two: TestServer
  before(async () => {
    one = await startServer()
    // two servers on one database
    two = await startServer({}, { store: one.store })
  })
  after(async () => {
    await two.app.public.close()
    await two.app.admin.close()
    await one.close()
  })

  /** Somebody to whom much is added. */
  async function somebody(email: string) {
    const id = await person(one, email)
    for (const path of ['/metadata_public', '/metadata_admin'])
      await one.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path, value: {} }],
      })
    const read = async () => (await one.admin('GET', `/admin/identities/${id}`)).json
    return { id, email, read }
  }
  const patch = async (
    server: TestServer,
    { adminMount }: Edition,
    id: string,
    path: string,
    value: unknown,
  ): Promise<number> => {
    const json = [{ op: 'add', path, value }]
    return (await server.admin('PATCH', `${adminMount}/identities/${id}`, { json })).status
  }
  const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, round) => [`r${round}`, round]))

  for (const edition of patching) {
    const rounds = 500
    it(`${rounds} pairs of changes made through two servers are all there in the end (${edition.name})`, async () => {
      const { id, read } = await somebody(`pairs-${edition.name}@example.org`)
      for (let round = 0; round < rounds; round++) {
        const statuses = await Promise.all([
          patch(one, edition, id, `/metadata_public/r${round}`, round),
          patch(two, edition, id, `/metadata_admin/r${round}`, round),
        ])
        assert.deepEqual(statuses, [200, 200])
      }
      const { metadata_public: open, metadata_admin: hidden } = await read()
      assert.deepEqual([open, hidden], [numbered(rounds), numbered(rounds)])
    })

    it(`a hundred changes at once through one server are all there in the end (${edition.name})`, async () => {
      const { id, read } = await somebody(`hundred-${edition.name}@example.org`)
      const statuses = await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          patch(one, edition, id, `/metadata_public/r${at}`, at),
        ),
      )
      assert.ok(statuses.every((status) => status === 200))
      assert.deepEqual((await read()).metadata_public, numbered(100))
    })
  }

  const isPatching = ({ name }: { readonly name: string }) =>
    patching.some((edition) => edition.name === name)
  /** Replaces an identity as far as the edition shows it; the state comes along where it is a part. */
  const replace = (server: TestServer, edition: Edition, id: string, traits: object) =>
    server.admin('PUT', `${edition.adminMount}/identities/${id}`, {
      json: {
        [edition.schemaKey]: 'default',
        traits,
        ...(isPatching(edition) ? { state: 'active' } : {}),
      },
    })
  const [by] = patching

  // NOTE what replaces a whole identity with its metadata says what becomes of these
  for (const edition of replacing.filter((each) => !isPatching(each)))
    it(`what one edition replaces and another changes is all there in the end (${edition.name})`, async () => {
      const rounds = 40
      const { id, email, read } = await somebody(`replaced-${edition.name}@example.org`)
      for (let round = 0; round < rounds; round++) {
        const traits = { email, name: { first: `name-${round}` } }
        const [replaced, status] = await Promise.all([
          replace(two, edition, id, traits),
          patch(one, by ?? assert.fail(), id, `/metadata_admin/r${round}`, round),
        ])
        assert.deepEqual([replaced.status, status], [200, 200], replaced.text)
        assert.deepEqual((await read()).traits, traits)
      }
      assert.deepEqual((await read()).metadata_admin, numbered(rounds))
    })

  for (const edition of editions)
    it(`a change by its person and one by an administrator do not lose each other (${edition.name})`, async () => {
      const email = `own-${edition.name}@example.org`
      const at = clientOf(one, edition)
      const jar = await at.signUp(email)
      const account = await one.store.identities.findByIdentifier('password', email)
      const { id } = account?.identity ?? assert.fail()
      for (let round = 0; round < 10; round++) {
        const flow = await at.open('settings', jar)
        const fields = { 'traits.email': email, 'traits.name.first': `name-${round}` }
        const [answer, status] = await Promise.all([
          at.send('settings', flow, 'profile', jar, fields),
          patch(two, by ?? assert.fail(), id, '/metadata_public', { round }),
        ])
        assert.ok(answer.status >= 200 && answer.status < 400 && status === 200, answer.text)
        const { json } = await one.admin('GET', `/admin/identities/${id}`)
        assert.deepEqual(
          [json.traits.name.first, json.metadata_public],
          [fields['traits.name.first'], { round }],
        )
      }
    })

  for (const edition of deleting)
    it(`of a change and a deletion at the same moment nothing half-done is left (${edition.name})`, async () => {
      const email = `doomed-${edition.name}@example.org`
      const doomed = await person(one, email)
      const [changed, deleted] = await Promise.all([
        replace(one, edition, doomed, { email, name: { first: 'Late' } }),
        two.admin('DELETE', `${edition.adminMount}/identities/${doomed}`),
      ])
      assert.equal(deleted.status, 204)
      assert.ok([200, 404].includes(changed.status), String(changed.status))
      const path = `${edition.adminMount}/identities`
      assert.equal((await one.admin('GET', `${path}/${doomed}`)).status, 404)
      const json = { [edition.schemaKey]: 'default', traits: { email } }
      assert.equal((await one.admin('POST', path, { json })).status, 201)
    })
})
