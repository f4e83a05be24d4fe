import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeFor, mailTo } from '../../support/mail.ts'
import { messageIds, nodeValue, openApi, signUp, submit } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('recovery that shows where the code went', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: { flows: { recovery: { enabled: true } } },
      feature_flags: { choose_recovery_address: true },
    })
    await signUp(server, 'ada.lovelace@example.org')
  })
  after(() => server.close())

  const names = (flow: any) => flow.ui.nodes.map((node: any) => node.attributes.name)

  async function asked(address: string): Promise<any> {
    await mailTo(server, address)
    return (
      await submit(server, 'recovery', await openApi(server, 'recovery'), {
        method: 'code',
        recovery_address: address,
      })
    ).json
  }

  it('asks for the address and shows it in part', async () => {
    const opened = await openApi(server, 'recovery')
    assert.deepEqual(
      [opened.state, names(opened)],
      ['recovery_awaiting_address', ['csrf_token', 'recovery_address', 'method']],
    )
    const flow = await asked('ada.lovelace@example.org')
    assert.equal(flow.state, 'recovery_awaiting_code')
    assert.deepEqual(
      flow.ui.messages.map((one: any) => [one.id, one.context.masked_address]),
      [[1060004, 'ad****@example.org']],
    )
  })

  it('the code recovers the account', async () => {
    const flow = await asked('ada.lovelace@example.org')
    const { status } = await submit(server, 'recovery', flow, {
      method: 'code',
      code: await codeFor(server, 'ada.lovelace@example.org'),
    })
    assert.equal(status, 422)
  })

  it('the code is sent again when its address is confirmed', async () => {
    const flow = await asked('ada.lovelace@example.org')
    const before = (await mailTo(server, 'ada.lovelace@example.org')).length
    await submit(server, 'recovery', flow, {
      method: 'code',
      recovery_confirm_address: nodeValue(flow, 'recovery_confirm_address'),
    })
    assert.equal((await mailTo(server, 'ada.lovelace@example.org')).length, before + 1)
  })

  it('the way back asks for an address again, and makes the code worthless', async () => {
    const flow = await asked('ada.lovelace@example.org')
    const code = await codeFor(server, 'ada.lovelace@example.org')
    const back = await submit(server, 'recovery', flow, { method: 'code', screen: 'previous' })
    assert.deepEqual([back.status, back.json.state], [200, 'recovery_awaiting_address'])
    await submit(server, 'recovery', flow, {
      method: 'code',
      recovery_address: 'nobody@example.org',
    })
    assert.deepEqual(
      messageIds((await submit(server, 'recovery', flow, { method: 'code', code })).json),
      [4060006],
    )
  })

  it('the button of the way back is enough, as published pages send it', async () => {
    const flow = await asked('ada.lovelace@example.org')
    const back = await submit(server, 'recovery', flow, { screen: 'previous' })
    assert.deepEqual([back.status, back.json.state], [200, 'recovery_awaiting_address'])
  })

  it('an address that is missing is said to be missing, whatever other field holds one', async () => {
    const { status, json } = await submit(server, 'recovery', await openApi(server, 'recovery'), {
      method: 'code',
      email: 'ada.lovelace@example.org',
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000002]])
  })
})
