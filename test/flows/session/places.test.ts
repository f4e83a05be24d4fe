// 19, item 3: a file in MaxMind's format tells roughly where something was done, in the language of the
// reader; it is read again when it changes.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createGeoip } from '#app/geoip.ts'
import { Jar } from '../../support/jar.ts'
import { mmdb } from '../../support/mmdb.ts'
import { openSpa, password, signUp, submitSpa } from '../../support/people.ts'
import { startServer } from '../../support/server.ts'

const cologne = {
  city: { names: { en: 'Cologne', de: 'Köln' } },
  subdivisions: [{ names: { en: 'North Rhine-Westphalia' } }],
  country: { iso_code: 'DE', names: { en: 'Germany', de: 'Deutschland' } },
}
const singapore = { city: { names: { en: 'Singapore' } }, country: { names: { en: 'Singapore' } } }
const networks = [
  { address: '203.0.113.0', bits: 24, record: cologne },
  { address: '198.51.100.0', bits: 24, record: singapore },
  { address: '10.0.0.0', bits: 8, record: cologne },
]

describe('the place of an address', () => {
  let folder: string, file: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-places-'))
    file = join(folder, 'city.mmdb')
  })
  after(() => rmSync(folder, { recursive: true }))

  it('has the names of the file in the language asked for, else in English', async () => {
    writeFileSync(file, mmdb(networks))
    let now = 0
    const failed: unknown[] = []
    const parts = {
      file: () => file,
      clock: () => now,
      onError: (error: unknown) => failed.push(error),
    }
    const { locate, settle } = createGeoip(parts)
    const cases = [
      ['203.0.113.7', 'en', 'Cologne, North Rhine-Westphalia, Germany'],
      ['203.0.113.7', 'de', 'Köln, North Rhine-Westphalia, Deutschland'],
      ['198.51.100.1', 'ja', 'Singapore'],
      ['10.1.2.3', 'en', undefined],
      ['192.0.2.1', 'en', undefined],
      ['nonsense', 'en', undefined],
    ] as const
    for (const [address, language, place] of cases)
      assert.equal(locate(address, language), place, address)

    const moved = [{ address: '203.0.113.0', bits: 24, record: singapore }]
    writeFileSync(file, mmdb(moved))
    assert.match(locate('203.0.113.7', 'en') ?? '', /Cologne/)
    now += 60_000
    locate('203.0.113.7', 'en')
    await settle()
    assert.equal(locate('203.0.113.7', 'en'), 'Singapore')

    writeFileSync(file, 'half of a file')
    now += 60_000
    locate('203.0.113.7', 'en')
    await settle()
    assert.equal(locate('203.0.113.7', 'en'), 'Singapore')
    assert.equal(failed.length, 1)
  })

  it('stands on the pages and in the API', async () => {
    writeFileSync(file, mmdb(networks))
    const server = await startServer({
      pallas: { geoip: { database: file }, trusted_proxies: ['127.0.0.1'] },
    })
    const { email, token } = await signUp(server, 'ada@example.org')
    const jar = new Jar()
    const fields = { method: 'password', identifier: email, password }
    const flow = await openSpa(server, 'login', jar)
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    await submitSpa(server, 'login', flow, jar, fields, { headers })
    const { entries } = (await server.public('GET', '/pallas/account/activity', { token })).json
    assert.equal(entries[0].place, 'Cologne, North Rhine-Westphalia, Germany')
    assert.equal(entries[1].place, undefined)
    for (const page of ['activity', 'sessions'])
      assert.match(
        (await server.public('GET', `/ui/${page}?lang=de`, { jar, accept: 'text/html' })).text,
        /Köln, North Rhine-Westphalia, Deutschland, 203\.0\.113\.7/,
      )
    await server.close()
  })

  it('is a fault at the start where the file is missing, or is something else', async () => {
    const other = join(folder, 'other.mmdb')
    writeFileSync(other, 'something else')
    for (const [database, problem] of [
      [join(folder, 'missing.mmdb'), /pallas\.geoip\.database.*cannot be read: ENOENT/s],
      [other, /pallas\.geoip\.database.*is no database in the format of MaxMind/s],
    ] as const)
      await assert.rejects(startServer({ pallas: { geoip: { database } } }), problem)
  })
})
