// Every page of the console in each of the languages, with and without scripts.
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { englishTexts } from '#console/languages/areas.ts'
import { loadTexts } from '#console/languages/speech.ts'
import { languages } from '#languages/language.ts'
import { textsIn } from '#lib/text-places.ts'
import { launchBrowser, noBrowser } from '../support/browser.ts'
import {
  addressOf,
  namesInConsole,
  startConsoleWorld,
  type ConsoleWorld,
} from '../support/console.ts'
import { consoleRoutesOf } from '../support/served-routes.ts'
import { createLanguageWalk } from './language-walk.ts'
import { createEnglishFinder } from './texts-on-page.ts'

/** What has no language here: moments, ids, what is typed or stored, and what is marked. */
const without = 'time, pre, .mono, [translate=no], [lang=en], script, style, svg, noscript'

const textsOf = (texts: object): readonly string[] =>
  textsIn(texts).flatMap(([, text]) => (typeof text === 'string' ? [text] : Object.values(text)))

describe('every page of the console in every language', { skip: noBrowser }, () => {
  let world: ConsoleWorld, browser: Browser, origin: string
  before(async () => {
    world = await startConsoleWorld()
    await world.server.app.admin.listen({ port: 0, host: '127.0.0.1' })
    const { port } = world.server.app.admin.server.address() as AddressInfo
    origin = `http://127.0.0.1:${port}`
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await world.server.close()
  })

  for (const scripts of [true, false])
    it(`fits, and has no English of its own, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const english = textsOf(englishTexts())
      const finders = new Map(
        await Promise.all(
          languages.map(async (language) => {
            const texts = await loadTexts(language)
            const own = texts ? textsOf(texts) : english
            return [language, createEnglishFinder(language, { english, own })] as const
          }),
        ),
      )
      const walk = await createLanguageWalk(browser, origin, {
        scripts,
        finders,
        names: namesInConsole,
        without,
        hasSmallTargets: true,
      })
      const paths = consoleRoutesOf(world.server.app.admin)
        .filter(({ methods }) => methods.includes('GET'))
        .map(({ path }) => addressOf(path, world.ids))
        // NOTE a file, and the frame of a message
        .filter((path) => !/\/(?:export|frame|html|content)$/.test(path))
      for (const path of [...paths, '/ui/people?q=nobody&state=inactive', '/ui/people/none'])
        await walk.look(path, origin + path, [])
      await walk.close()
      walk.assertGood(25)
    })
})
