// People download what is held about them, in a real browser without scripts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { heading, press, signUp } from './by-hand.ts'

describe('my data', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas({})
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  it('is a file that the browser stores, without scripts', async () => {
    const { page, close } = await visit(browser, server.url, { javaScriptEnabled: false })
    try {
      await signUp(page, server.url, 'ada@example.org')
      await page.goto(`${server.url}/ui/welcome`)
      await page.getByRole('link', { name: 'Download my data' }).click()
      assert.equal(await heading(page), 'Your data')
      const box = page.getByRole('checkbox')
      assert.equal(await box.isChecked(), false)
      for (const wanted of [false, true]) {
        await box.setChecked(wanted)
        const stored = page.waitForEvent('download')
        await press(page, 'Download my data')
        const download = await stored
        assert.equal(download.suggestedFilename(), 'my-data.json')
        const file = JSON.parse(readFileSync(await download.path(), 'utf8'))
        assert.equal(file.identity.traits.email, 'ada@example.org')
        assert.equal('credentials' in file.identity, wanted)
      }
    } finally {
      await close()
    }
  })
})
