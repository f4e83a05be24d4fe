// Security requirement 57: the same input gives the same answer on every database.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { allDatabases } from '../support/databases.ts'
import { openApi, password, signIn, signUp, submit } from '../support/people.ts'
import { personSchema, startServer, type Answer, type TestServer } from '../support/server.ts'

/** What people and attackers write: each is tried as a name, as an address and as a password. */
const strings: readonly string[] = [
  '',
  ' ',
  'a',
  'A',
  'ä',
  'a\u0308',
  'ß',
  'ẞ',
  'İ',
  'ı',
  'ſ',
  'ﬁ',
  'Å',
  '\u212b',
  'x'.repeat(255),
  'x'.repeat(256),
  'x'.repeat(3000),
  '😀',
  '👩‍👩‍👧‍👦',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeffa',
  '\u200b',
  '\u202eabc',
  'a\tb',
  'a\r\nb',
  "'",
  "''; DROP TABLE pallas_identities; --",
  '"',
  '\\',
  '\\\\',
  '\\0',
  '\\u0000',
  '%',
  '_',
  '%_',
  '$1',
  '?',
  ':a',
  '{{.}}',
  '${a}',
  '<b>',
  '\u2028',
  '\u0130',
  'NULL',
  'null',
  'true',
  '0',
  '-1',
  '1e999',
  'trailing ',
  ' leading',
  '\u{10ffff}',
  '\ufffd',
  '\uffff',
  'ＦＵＬＬ',
  'ⅷ',
  '١٢٣',
  'a'.repeat(64),
  '日本語',
  'Straße',
  'STRASSE',
]

/** What an answer says, without what differs from try to try. */
const said = ({ status, text }: Answer): string =>
  `${status} ${text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replaceAll(/ory_[\w-]+/g, 'TOKEN')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/"(csrf_token|value)":"[^"]{40,}"/g, '"$1":"SECRET"')}`

const present = allDatabases.filter(({ skip }) => skip === false)

describe(
  'the same input',
  {
    skip:
      present.length < 2
        ? 'there is only one database here: apt-get install postgresql mariadb-server'
        : false,
  },
  () => {
    const servers: TestServer[] = []
    before(async () => {
      const schema = personSchema()
      Object.assign(schema.properties.traits.properties, {
        login: {
          type: 'string',
          'ory.sh/kratos': { credentials: { password: { identifier: true } } },
        },
      })
      for (const databases of present) {
        const { dsn } = await databases.fresh()
        await up(dsn)
        servers.push(
          await startServer({
            dsn,
            identity: {
              default_schema_id: 'default',
              schemas: [
                {
                  id: 'default',
                  url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
                },
              ],
            },
          }),
        )
      }
    })
    after(() => Promise.all(servers.map((server) => server.close())))

    /** Does the same on every server and compares what they say. */
    async function everywhere(
      name: string,
      act: (server: TestServer) => Promise<Answer | readonly Answer[]>,
    ): Promise<void> {
      const all = await Promise.all(servers.map(async (server) => [await act(server)].flat()))
      const [first = [], ...others] = all.map((answers) => answers.map(said))
      for (const one of first) assert.ok(!one.startsWith('5'), `${name}: ${one.slice(0, 300)}`)
      for (const [n, other] of others.entries())
        assert.deepEqual(
          other,
          first,
          `${name}: ${present[n + 1]?.kind} answers otherwise than ${present[0]?.kind}`,
        )
    }

    it('in traits and sign-in names is answered alike, and found again alike', async () => {
      for (const [n, value] of strings.entries()) {
        const name = JSON.stringify(value).slice(0, 60)
        await everywhere(`signing up as ${name}`, async (server) =>
          submit(server, 'registration', await openApi(server, 'registration'), {
            method: 'password',
            password,
            traits: { email: `same-${n}@example.org`, login: value, name: { first: value } },
          }),
        )
        await everywhere(`signing in as ${name}`, (server) => signIn(server, value))
        await everywhere(`signing in as ${name} with a space`, (server) =>
          signIn(server, `${value} `),
        )
      }
    })

    it('in addresses is answered alike', async () => {
      for (const value of strings) {
        const email = `${value}@example.org`,
          name = JSON.stringify(value).slice(0, 60)
        await everywhere(`signing up with ${name}`, async (server) =>
          submit(server, 'registration', await openApi(server, 'registration'), {
            method: 'password',
            password,
            traits: { email },
          }),
        )
        await everywhere(`signing in with ${name}`, (server) => signIn(server, email))
      }
    })

    it('in passwords is answered alike', async () => {
      for (const [n, value] of strings.entries()) {
        const secret = `${value}-Long-enough-${value}`.slice(0, 60),
          email = `secret-${n}@example.org`
        await everywhere(`the password ${JSON.stringify(secret)}`, async (server) => [
          await submit(server, 'registration', await openApi(server, 'registration'), {
            method: 'password',
            password: secret,
            traits: { email },
          }),
          await signIn(server, email, secret),
          await signIn(server, email, `${secret} `),
        ])
      }
    })

    it('of an administrator is answered alike', async () => {
      for (const [n, value] of strings.entries()) {
        await everywhere(
          `the administration: ${JSON.stringify(value).slice(0, 60)}`,
          async (server) => [
            await server.admin('POST', '/admin/identities', {
              json: {
                schema_id: 'default',
                traits: { email: `admin-${n}@example.org`, name: { last: value } },
                metadata_public: { [value]: value },
                metadata_admin: [value],
                external_id: value === '' ? undefined : value,
              },
            }),
            await server.admin(
              'GET',
              `/admin/identities?credentials_identifier=${encodeURIComponent(value.toWellFormed() || 'empty')}`,
            ),
            await server.admin(
              'GET',
              `/admin/identities/${encodeURIComponent(value.toWellFormed())}`,
            ),
            await server.public(
              'GET',
              `/self-service/login/flows?id=${encodeURIComponent(value.toWellFormed())}`,
            ),
            await server.public(
              'GET',
              `/self-service/errors?id=${encodeURIComponent(value.toWellFormed())}`,
            ),
            await server.public('GET', '/sessions/whoami', {
              token: value.replaceAll(/[^\x20-\x7e]/g, '?'),
            }),
          ],
        )
      }
    })

    it('in lists gives pages of the same size', async () => {
      for (const server of servers)
        for (let n = 0; n < 8; n++) await signUp(server, `page-${n}@example.org`)
      await everywhere('a page of identities', async (server) => {
        const answers: Answer[] = []
        for (let page = 0; page < 3; page++)
          answers.push(await server.admin('GET', `/admin/identities?page_size=5&page=${page}`))
        return answers.map((answer) => ({
          ...answer,
          text: String(JSON.parse(answer.text).length),
        }))
      })
    })
  },
)
