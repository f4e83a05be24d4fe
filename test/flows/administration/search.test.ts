import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { personSchema, startServer, type TestServer } from '../../support/server.ts'
import { password, signIn, signUp } from '../../support/people.ts'

function searchedSchema() {
  const schema = personSchema() as any
  const { first, last } = schema.properties.traits.properties.name.properties
  first.pallas = { search: true }
  last.pallas = { search: true }
  return schema
}

const schemas = [
  {
    id: 'default',
    url: `base64://${Buffer.from(JSON.stringify(searchedSchema())).toString('base64')}`,
  },
]

describe('the search for identities', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ identity: { schemas } })
    for (const [n, [first, last]] of [
      ['Zoë', 'Müller'],
      ['Ada', 'Lovelace'],
      ['Adam', "O'Brien"],
      ['Grace', 'Hopper'],
      ['José', 'Ada'],
    ].entries()) {
      const answer = await server.admin('POST', '/admin/identities', {
        json: {
          schema_id: 'default',
          traits: { email: `person${n}@example.org`, name: { first, last } },
          state: n === 3 ? 'inactive' : 'active',
          metadata_public: { plan: n % 2 === 0 ? 'pro' : 'free', seats: n },
          metadata_admin: { crm: { tags: ['vip', `no-${n}`] } },
        },
      })
      assert.equal(answer.status, 201)
      server.pass(60_000)
    }
  })
  after(() => server.close())

  const search = (query: string) =>
    server.admin('GET', `/admin/pallas/identities/search?sort=created_at&${query}`)
  const firsts = (answer: { json: any; text: string; status: number }): string[] => {
    assert.equal(answer.status, 200, answer.text)
    return answer.json.identities.map((one: any) => one.traits.name.first)
  }

  it('words find who has all of them at the beginning of a word, whatever the case and the accents', async () => {
    assert.deepEqual(firsts(await search('words=ada')), ['Ada', 'Adam', 'José'])
    assert.deepEqual(firsts(await search('words=ADA%20bri')), ['Adam'])
    assert.deepEqual(firsts(await search('words=zoe%20muller')), ['Zoë'])
    assert.deepEqual(firsts(await search('words=person1')), ['Ada'])
    assert.deepEqual(firsts(await search('words=example')), ['Zoë', 'Ada', 'Adam', 'Grace', 'José'])
    assert.deepEqual(firsts(await search('words=dam')), [])
  })

  it('traits are compared as wholes or by how they begin', async () => {
    assert.deepEqual(firsts(await search('traits.name.first=ada')), ['Ada'])
    assert.deepEqual(firsts(await search('prefix.traits.name.first=ada')), ['Ada', 'Adam'])
    assert.deepEqual(firsts(await search('traits.name.last=Ada&traits.name.first=jose')), ['José'])
    assert.deepEqual(firsts(await search('traits.email=PERSON3@example.org')), ['Grace'])
  })

  it('values in metadata, the state, the schema and times choose', async () => {
    assert.deepEqual(firsts(await search('metadata_public.plan=free')), ['Ada', 'Grace'])
    assert.deepEqual(firsts(await search('metadata_public.seats=4')), ['José'])
    assert.deepEqual(
      firsts(await search('metadata_admin.crm.tags=vip&state=inactive&schema_id=default')),
      ['Grace'],
    )
    assert.deepEqual(
      firsts(await search('created_from=2026-05-01T12:01:00Z&created_to=2026-05-01T12:03:00Z')),
      ['Ada', 'Adam'],
    )
  })

  it('a body asks for the same as an address', async () => {
    const json = {
      words: 'ada',
      traits: [{ name: 'traits.name.first', prefix: 'ada' }],
      metadata: [{ in: 'metadata_public', path: 'seats', equals: 2 }],
      created: { from: '2026-05-01T12:00:00Z' },
      last_sign_in: 'never',
      sort: 'id',
    }
    assert.deepEqual(
      firsts(await server.admin('POST', '/admin/pallas/identities/search', { json })),
      ['Adam'],
    )
  })

  it('a token is good for one search in one order', async () => {
    const { json } = await search('page_size=2')
    for (const other of ['sort=-created_at', 'sort=created_at&words=ada']) {
      const answer = await server.admin(
        'GET',
        `/admin/pallas/identities/search?${other}&page_token=${json.next_page_token}`,
      )
      assert.equal(answer.status, 400)
      assert.match(answer.json.error.reason, /not one that was given out for this search/)
    }
    assert.equal(
      (await search(`page_token=${json.next_page_token.replace(/^../, 'xx')}`)).status,
      400,
    )
    const listed = await server.admin('GET', '/admin/identities?page_size=2')
    const foreign = /page_token=([^&>]+)[^>]*>; rel="next"/.exec(
      String(listed.headers['link']),
    )?.[1]
    assert.ok(foreign)
    assert.equal((await search(`page_token=${foreign}`)).status, 400)
  })

  it('it counts when it is asked to', async () => {
    assert.equal((await search('words=ada')).json.count, undefined)
    assert.deepEqual((await search('words=ada&count=exact&page_size=1')).json.count, {
      value: 3,
      relation: 'exact',
    })
    assert.deepEqual((await search('count=estimated')).json.count, { value: 5, relation: 'exact' })
  })

  it('what is not known, and what makes no sense, is refused by name', async () => {
    for (const [query, reason] of [
      ['color=red', /"color" is not known/],
      ['state=asleep', /state must be one of active, inactive/],
      ['schema_id=nothing', /no identity schema/],
      [
        'traits.shoe=9',
        /"traits.shoe" is no trait that can be searched for.*Known are: traits.email, traits.name.first, traits.name.last/,
      ],
      ['traits.name.first=%20', /needs a text/],
      ['metadata_public.=1', /path is missing/],
      ['created_from=yesterday', /created.from must be a time/],
      ['created_from=2026-01-02T00:00:00Z&created_to=2026-01-01T00:00:00Z', /created.*before/],
      ['last_sign_in=sometimes', /last_sign_in can be never/],
      ['sort=shoe&sort=id', /given once/],
      ['page_size=0', /page_size/],
      ['page_size=ten', /page_size/],
      ['count=many', /count must be one of/],
      ['words=1%202%203%204%205%206%207%208%209', /At most 8 words/],
    ] as const) {
      const answer = await server.admin('GET', `/admin/pallas/identities/search?${query}`)
      assert.equal(answer.status, 400, query)
      assert.match(answer.json.error.reason, reason)
    }
    assert.equal(
      (await server.admin('GET', '/admin/pallas/identities/search?sort=shoe')).status,
      400,
    )
    for (const json of [
      { traits: [{ name: 'traits.email', equals: 'a', prefix: 'a' }] },
      { traits: [{ equals: 'a' }] },
      { metadata: [{ in: 'traits', path: 'a', equals: 'a' }] },
      { created: '2026' },
      [],
      { nothing: 1 },
    ]) {
      assert.equal(
        (await server.admin('POST', '/admin/pallas/identities/search', { json })).status,
        400,
        JSON.stringify(json),
      )
    }
  })

  it('a sign-in is seen at once, and the public side knows nothing of the search', async () => {
    const { id, email } = await signUp(server, 'new@example.org')
    const shown = async () => (await search('words=new@example.org')).json.identities[0]
    const first = await shown()
    assert.equal(first.id, id)
    server.pass(60_000)
    await signIn(server, email)
    assert.ok(
      Date.parse((await shown()).last_sign_in_at) - Date.parse(first.last_sign_in_at) === 60_000,
    )
    assert.equal((await server.public('GET', '/pallas/identities/search')).status, 404)
  })
})

describe('the order of a search', () => {
  let server: TestServer
  /** By the number of each person: when they were made, changed and last signed in (0: never). */
  const people: { id: string; created_at: number; updated_at: number; last_sign_in: number }[] = []
  before(async () => {
    server = await startServer({ identity: { schemas } })
    for (let n = 0; n < 7; n++) {
      const { json } = await server.admin('POST', '/admin/identities', {
        json: {
          schema_id: 'default',
          traits: { email: `ordered${n}@example.org`, name: { first: 'Ada', last: `No ${n}` } },
          state: n === 5 ? 'inactive' : 'active',
          credentials: { password: { config: { password } } },
        },
      })
      people.push({
        id: json.id,
        created_at: server.now(),
        updated_at: server.now(),
        last_sign_in: 0,
      })
      // two are made at the same moment
      if (n !== 3) server.pass(60_000)
    }
    const person = (n: number) => people[n] ?? assert.fail()
    for (const n of [4, 0, 6, 2]) {
      await server.admin('PATCH', `/admin/identities/${person(n).id}`, {
        json: [{ op: 'add', path: '/metadata_public', value: { changed: true } }],
      })
      person(n).updated_at = server.now()
      server.pass(60_000)
    }
    for (const n of [2, 6, 1]) {
      await signIn(server, `ordered${n}@example.org`)
      person(n).last_sign_in = server.now()
      server.pass(60_000)
    }
  })
  after(() => server.close())

  const conditions: Readonly<Record<string, (n: number) => boolean>> = {
    '': () => true,
    'words=ada': () => true,
    'words=ada%20ordered': () => true,
    'state=active': (n) => n !== 5,
    'words=ada&state=active': (n) => n !== 5,
    'traits.name.first=ada&schema_id=default': () => true,
    'metadata_public.changed=true': (n) => [4, 0, 6, 2].includes(n),
  }
  const sorts = ['created_at', 'updated_at', 'last_sign_in', 'id'] as const

  async function pages(query: string): Promise<string[]> {
    const seen: string[] = []
    let token = ''
    do {
      const path = `/admin/pallas/identities/search?${query}&page_token=${token}`
      const { json, status, text } = await server.admin('GET', path)
      assert.equal(status, 200, text)
      seen.push(...json.identities.map((one: any) => one.id))
      token = json.next_page_token ?? ''
    } while (token !== '')
    return seen
  }

  for (const by of sorts) {
    for (const descending of [false, true]) {
      const sort = `${descending ? '-' : ''}${by}`
      it(`pages follow each other in the order of ${sort}, those of the same moment by id`, async () => {
        const ordered = people.toSorted((one, other) => {
          const difference = by === 'id' ? 0 : one[by] - other[by]
          return difference || (one.id < other.id ? -1 : 1)
        })
        if (descending) ordered.reverse()
        for (const [condition, holds] of Object.entries(conditions)) {
          const expected = ordered.filter((one) => holds(people.indexOf(one))).map(({ id }) => id)
          for (const size of [1, 2, 3, 100])
            assert.deepEqual(
              await pages(`${condition}&sort=${sort}&page_size=${size}`),
              expected,
              `${condition} in pages of ${size}`,
            )
        }
      })
    }
  }

  it('is the newest first where none is asked for', async () => {
    assert.deepEqual(await pages('page_size=100'), await pages('page_size=100&sort=-created_at'))
  })
})

it('identities are indexed anew when the schemas mark other traits', async () => {
  const server = await startServer()
  try {
    await signUp(server, 'ada@example.org', { name: { first: 'Ada', last: 'Lovelace' } })
    assert.equal(
      (await server.admin('GET', '/admin/pallas/identities/search?words=lovelace')).json.identities
        .length,
      0,
    )
    const other = await startServer({ identity: { schemas } }, { store: server.store })
    const ask = async () =>
      (await other.admin('GET', '/admin/pallas/identities/search?words=lovelace')).json
    assert.equal((await ask()).complete, false)
    other.app.start()
    for (let tries = 0; tries < 100 && !(await ask()).complete; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    const { identities, complete } = await ask()
    assert.equal(complete, true)
    assert.equal(identities.length, 1)
    await other.close()
  } finally {
    // NOTE both have one store, which is closed by now
    await server.close().catch(() => undefined)
  }
})
