import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { templateTypes, type OutgoingMessage } from '#courier/courier.ts'
import { aMessage, startCourier } from '../support/courier.ts'

const base64 = (text: string) => `base64://${Buffer.from(text).toString('base64')}`
const data = {
  To: 'ada@example.org',
  RecoveryCode: '123456',
  RecoveryURL: 'https://id.example/recovery?a=1&b=2',
  VerificationCode: '234567',
  VerificationURL: 'https://id.example/verify',
  LoginCode: '345678',
  RegistrationCode: '456789',
  ExpiresInMinutes: 60,
  RequestURL: 'https://app.example/login',
  RequestURLDomain: 'app.example',
  TransientPayload: { lang: 'nl' },
  Identity: { id: 'i-1', traits: { name: '<b>{{ .RecoveryCode }}</b>' } },
}

describe('the texts of messages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-templates-'))
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  before(() => {
    write('recovery_code/valid/email.subject.gotmpl', '  A code\n for {{ .To }} ')
    write(
      'recovery_code/valid/email.body.gotmpl',
      '<p>{{ .Traits.name }} {{ template "email.body.footer.gotmpl" . }}</p>',
    )
    write('recovery_code/valid/email.body.de.gotmpl', '<p>Hallo {{ .Traits.name }}</p>')
    write('recovery_code/valid/email.body.footer.gotmpl', '<a href="{{ .RecoveryURL }}">here</a>')
    write(
      'recovery_code/valid/email.body.plaintext.gotmpl',
      'Code: {{ .RecoveryCode }} {{ .TransientPayload.lang }} {{ .RequestURLDomain }}',
    )
    write('recovery_code/valid/email.body.plaintext.de_AT.gotmpl', 'Servus: {{ .RecoveryCode }}')
    write('recovery_code/valid/email.body.plaintext.zh_Hans.gotmpl', '你好')
    write('login_code/valid/sms.body.gotmpl', 'Code {{ .LoginCode }}')
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** Sends through the mailbox and reads it there. */
  async function texts(
    t: TestContext,
    section: { readonly [key: string]: unknown },
    message: Partial<OutgoingMessage>,
  ) {
    const courier = await startCourier(section)
    t.after(() => courier.stop())
    await courier.courier.queue(aMessage({ data, ...message }))
    await courier.worker.drain()
    const [shown] = await courier.mailbox.list({ recipient: undefined })
    return (
      shown ??
      assert.fail(
        `nothing was sent: ${JSON.stringify(await courier.store.messages.list({}, { limit: 1 }))}`,
      )
    )
  }

  it('have the colours of the pages, and follow their configuration', async (t) => {
    const theme = { colours: { light: { accent: '#5b2a86' } } }
    const courier = await startCourier({}, { config: { pallas: { pages: { theme } } } })
    t.after(() => courier.stop())
    await courier.courier.queue(aMessage({ template: 'recovery_valid', data }))
    await courier.worker.drain()
    const [shown] = await courier.mailbox.list({ recipient: undefined })
    assert.match(shown?.html ?? '', /color:#ffffff;background:#5b2a86"/)
    assert.match(shown?.html ?? '', /\.button,\.button a\{background:#5b2a86!important\}/)
  })

  it('are there for every kind, and hold their code or link', async (t) => {
    const courier = await startCourier({})
    t.after(() => courier.stop())
    for (const template of templateTypes) await courier.courier.queue(aMessage({ template, data }))
    for (let round = 0; round < 2; round++) await courier.worker.drain()
    const all = await courier.mailbox.list({ recipient: undefined })
    assert.equal(all.length, templateTypes.length)
    for (const { template, subject, text, html } of all) {
      assert.ok(subject.length > 5 && text.length > 50 && (html ?? '').includes('<table'), template)
      const expected =
        {
          recovery_valid: 'https://id.example/recovery?a=1&b=2',
          recovery_code_valid: '123456',
          verification_valid: 'https://id.example/verify',
          verification_code_valid: '234567',
          login_code_valid: '345678',
          registration_code_valid: '456789',
        }[template] ?? 'Pallas'
      assert.ok(text.includes(expected), template)
      // a code is read in the list of mails, or from a notification
      assert.equal(subject.includes(expected), template.endsWith('_code_valid'), subject)
      assert.ok((html ?? '').includes(expected.replaceAll('&', '&amp;')), template)
      assert.doesNotMatch(text + subject + html, /undefined|\[object/)
    }
  })

  it('are in the language of the person, or of who has asked for them', async (t) => {
    const named = { ...data, Traits: { locale: 'de_AT' } }
    assert.match(
      (await texts(t, {}, { template: 'login_code_valid', data: named })).text,
      /innerhalb von einer Stunde/,
    )
    const asked = { ...data, RequestHeaders: { 'Accept-Language': ['pl'] } }
    const { text, html } = await texts(t, {}, { template: 'recovery_invalid', data: asked })
    assert.match(text, /Nie ma konta z tym adresem/)
    assert.match(html ?? '', /<html lang="pl">/)
  })

  it('come part by part from the configuration', async (t) => {
    const shown = await texts(
      t,
      {
        templates: {
          recovery_code: {
            valid: {
              email: {
                subject: base64('{{ .RecoveryCode }} for you'),
                body: {
                  html: base64('<a href="{{ .RecoveryURL }}">{{ .Identity.traits.name }}</a>'),
                },
              },
            },
          },
        },
      },
      {},
    )
    assert.equal(shown.subject, '123456 for you')
    assert.equal(
      shown.html,
      '<a href="https://id.example/recovery?a=1&amp;b=2">&lt;b&gt;{{ .RecoveryCode }}&lt;/b&gt;</a>',
    )
    assert.match(shown.text, /Your code: 123456/)
  })

  it('come from a file, in the language of the person when there is one', async (t) => {
    const section = {
      templates: {
        recovery_code: {
          valid: {
            email: {
              body: {
                plaintext: `file://${folder}/recovery_code/valid/email.body.plaintext.gotmpl`,
              },
            },
          },
        },
      },
    }
    assert.equal((await texts(t, section, {})).text, 'Code: 123456 nl app.example')
    assert.equal((await texts(t, section, { language: 'de-AT' })).text, 'Servus: 123456')
    assert.equal((await texts(t, section, { language: 'zh-CN' })).text, '你好')
  })

  it('come from a folder, whose templates may call each other', async (t) => {
    const shown = await texts(t, { template_override_path: folder }, {})
    assert.equal(shown.subject, 'A code for ada@example.org')
    assert.equal(
      shown.html,
      '<p>&lt;b&gt;{{ .RecoveryCode }}&lt;/b&gt; <a href="https://id.example/recovery?a=1&amp;b=2">here</a></p>',
    )
    const german = await texts(t, { template_override_path: folder }, { language: 'de' })
    assert.equal(german.html, '<p>Hallo &lt;b&gt;{{ .RecoveryCode }}&lt;/b&gt;</p>')
    assert.equal(german.text, 'Code: 123456 nl app.example')
    assert.match(
      (await texts(t, { template_override_path: folder }, { template: 'verification_valid' })).text,
      /Is this your address/,
    )
    assert.equal(
      (
        await texts(
          t,
          { template_override_path: folder },
          { template: 'login_code_valid', channel: 'sms', recipient: '+4915112345678' },
        )
      ).text,
      'Code 345678',
    )
  })

  it('come from the network, and the last good ones serve when it is away', async (t) => {
    const answers: (() => Response)[] = [() => new Response('Net {{ .RecoveryCode }}')]
    const fake: typeof fetch = () =>
      Promise.resolve((answers.shift() ?? (() => new Response('', { status: 500 })))())
    const courier = await startCourier(
      {
        templates: {
          recovery_code: {
            valid: { email: { body: { plaintext: 'http://templates.example/a' } } },
          },
        },
      },
      { fetch: fake },
    )
    t.after(() => courier.stop())
    for (let i = 0; i < 2; i++) {
      await courier.courier.queue(aMessage())
      await courier.worker.drain()
    }
    assert.deepEqual(
      (await courier.mailbox.list({ recipient: undefined })).map(({ text }) => text),
      ['Net 123456', 'Net 123456'],
    )
  })

  it('a fault in them keeps the message waiting until they are mended, and is told without its data', async (t) => {
    const file = join(folder, 'broken', 'email.body.plaintext.gotmpl')
    write('broken/email.body.plaintext.gotmpl', 'fine')
    const courier = await startCourier({
      templates: { recovery_code: { valid: { email: { body: { plaintext: `file://${file}` } } } } },
    })
    t.after(() => courier.stop())
    writeFileSync(file, '{{ index .To 3 }}')
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    const [stored] = await courier.store.messages.list({}, { limit: 1 })
    assert.equal(stored?.status, 'queued')
    assert.match(stored?.dispatches[0]?.error ?? '', /line 1: only lists and maps/)
    assert.deepEqual(
      courier.events.map(({ kind }) => kind),
      ['message.delayed'],
    )
    assert.doesNotMatch(courier.log.join('') + JSON.stringify(courier.events), /123456/)
  })

  it('a template that cannot be understood is found when the configuration is read', async () => {
    await assert.rejects(
      startCourier({
        templates: {
          recovery_code: { valid: { email: { subject: base64('{{ if }}'), body: {} } } },
        },
      }),
      /courier\.templates\.recovery_code\.valid\.email\.subject is not a template that can be understood: line 1/,
    )
    await assert.rejects(
      startCourier({
        templates: {
          recovery_code: { valid: { email: { subject: 'file:///not/there', body: {} } } },
        },
      }),
      /subject names the file \/not\/there, which does not exist/,
    )
  })
})
