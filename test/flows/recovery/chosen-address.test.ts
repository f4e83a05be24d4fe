// Recovery of an account with several addresses, where people may choose one of them.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mailTo, codeFor } from '../../support/mail.ts'
import { messageIds, openApi, submit } from '../../support/people.ts'
import { mergeDeep, personSchema, startServer, type TestServer } from '../../support/server.ts'

const address = (via: string, format: string) => ({
  type: 'string',
  format,
  'ory.sh/kratos': { recovery: { via } },
})

function schema() {
  const person = personSchema()
  Object.assign(person.properties.traits.properties, {
    backup: address('email', 'email'),
    phone: address('sms', 'tel'),
  })
  const url = `base64://${Buffer.from(JSON.stringify(person)).toString('base64')}`
  return { identity: { default_schema_id: 'default', schemas: [{ id: 'default', url }] } }
}

const named = (flow: any, name: string): any[] =>
  flow.ui.nodes.map((node: any) => node.attributes).filter((one: any) => one.name === name)

for (const mitigate of [false, true])
  describe(`recovery of somebody with several addresses (mitigate: ${mitigate})`, () => {
    let server: TestServer,
      people = 0
    before(async () => {
      server = await startServer(
        mergeDeep(schema(), {
          security: { account_enumeration: { mitigate } },
          selfservice: { flows: { recovery: { enabled: true } } },
          feature_flags: { choose_recovery_address: true },
        }),
      )
    })
    after(() => server.close())

    async function begin(more: (n: number) => object) {
      const n = people++
      const traits = { email: `ada-${n}@example.org`, ...more(n) }
      await server.admin('POST', '/admin/identities', { json: { schema_id: 'default', traits } })
      const flow = await openApi(server, 'recovery')
      const send = async (fields: object) =>
        (await submit(server, 'recovery', flow, { method: 'code', ...fields })).json
      return { n, send, first: await send({ recovery_address: traits.email }) }
    }
    const backup = (n: number) => ({ backup: `backup-${n}@example.org` })
    const phone = (n: number) => ({ phone: `+491511234567${n}` })

    for (const [what, more, choices] of [
      ['one', () => ({}), 0],
      ['two', backup, 2],
      ['three', (n: number) => ({ ...backup(n), ...phone(n) }), 3],
    ] as const)
      it(`offers ${what} in part, where a choice may tell that there is an account`, async () => {
        const { first } = await begin(more)
        const offered = mitigate ? 0 : choices
        assert.equal(named(first, 'recovery_select_address').length, offered)
        assert.deepEqual(messageIds(first), [offered > 0 ? 1060006 : 1060004])
        for (const { value } of named(first, 'recovery_select_address'))
          assert.match(value, /\*{4}/)
      })

    if (mitigate) return
    it('sends the code to the address that was chosen and typed in full', async () => {
      const { n, first, send } = await begin(backup)
      const chosen = named(first, 'recovery_select_address').find(({ value }) =>
        value.startsWith('ba'),
      )
      const again = await send({ recovery_select_address: 'nonsense' })
      assert.equal(again.state, 'recovery_awaiting_address_choice')
      const asked = await send({ recovery_select_address: chosen.value })
      assert.deepEqual([asked.state, messageIds(asked)], ['recovery_confirming_address', [1060005]])
      assert.deepEqual(await mailTo(server, `backup-${n}@example.org`), [])
      const sent = await send({ recovery_confirm_address: `backup-${n}@example.org` })
      assert.equal(sent.state, 'recovery_awaiting_code')
      const done = await send({ code: await codeFor(server, `backup-${n}@example.org`) })
      assert.equal(done.error?.id, 'browser_location_change_required')
      assert.deepEqual(await mailTo(server, `ada-${n}@example.org`), [])
    })

    it('asks for a telephone number as one, and goes back to the address', async () => {
      const { first, send } = await begin(phone)
      const [number] = named(first, 'recovery_select_address').filter(({ value }) =>
        value.startsWith('+'),
      )
      const asked = await send({ recovery_select_address: number.value })
      assert.equal(named(asked, 'recovery_confirm_address')[0].type, 'tel')
      const back = await send({ screen: 'previous' })
      assert.deepEqual([back.state, messageIds(back)], ['recovery_awaiting_address', []])
    })
  })
