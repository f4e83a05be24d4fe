// Whether addresses of nobody get a mail: as the configuration says, in every edition, and where it
// says nothing as the edition always did.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aliases, editions as all } from '#editions/all.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { startServer } from '../support/server.ts'

const nobody = 'nobody@example.org'
const kinds = ['recovery', 'verification'] as const

for (const edition of editions)
  for (const kind of kinds.filter((one) => edition.kinds.includes(one)))
    describe(`a mail to an address of nobody (${kind} of ${edition.name})`, () => {
      for (const configured of [true, false, undefined])
        it(`is sent or not: ${configured ?? 'not configured'}`, async () => {
          const more = configured === undefined ? {} : { notify_unknown_recipients: configured }
          const server = await startServer({
            selfservice: {
              methods: { link: { enabled: true } },
              flows: { [kind]: { enabled: true, use: 'link', ...more } },
            },
          })
          const at = clientOf(server, edition),
            jar = new Jar()
          const flow = await at.open(kind, jar)
          await at.send(kind, flow, 'link', jar, { email: nobody, to_verify: nobody })
          const count = (await mailTo(server, nobody)).length
          const { profile } =
            all.find(({ name }) => name === (aliases[edition.name] ?? edition.name)) ?? {}
          const usual = Number(profile?.rules.notifyUnknownRecipients === 'always')
          assert.equal(count, configured === undefined ? usual : Number(configured))
          await server.close()
        })
    })
