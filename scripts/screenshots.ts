// Makes pictures of the built-in pages, to be looked at: for each language a sheet with the main pages,
// wide in the light scheme and 320 px wide in the dark one, into .tmp/screenshots. With `--docs` the
// pictures of docs/pages.md instead. Languages whose letters no installed font has come out as empty boxes.
//   npm run screenshots
//   npm run screenshots -- de ja
//   npm run screenshots -- --docs
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { languages } from '../src/languages/language.ts'
import { inLanguage, signedInPages, signedOutPages, signUpIn } from '../test/pages/main-pages.ts'
import { tourConfig } from '../test/pages/tour.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { startPallas, type PallasProcess } from '../test/support/pallas-process.ts'
import { theme } from '../test/support/theme.ts'

const root = join(import.meta.dirname, '..')
const views: Readonly<Record<string, BrowserContextOptions>> = {
  wide: { colorScheme: 'light', viewport: { width: 900, height: 700 } },
  narrow: { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
}

type Picture = { readonly name: string; readonly png: Buffer }

/** The main pages as they are seen in a language. */
async function picturesOf(
  browser: Browser,
  { url }: PallasProcess,
  language: string,
): Promise<readonly Picture[]> {
  const pictures: Picture[] = []
  for (const [view, options] of Object.entries(views)) {
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      locale: language,
      ...options,
    })
    const page = await context.newPage()
    const take = async (pages: Readonly<Record<string, string>>) => {
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(url + inLanguage(path, language))
        pictures.push({
          name: `${name}, ${view}`,
          png: await page.screenshot({ fullPage: true, type: 'png' }),
        })
      }
    }
    await take(signedOutPages)
    await signUpIn(page, url)
    await take(signedInPages)
    await context.close()
  }
  return pictures
}

/** All pictures on one. */
async function sheetOf(
  browser: Browser,
  title: string,
  pictures: readonly Picture[],
  path: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1800, height: 1000 } })
  const figures = pictures.map(
    ({ name, png }) =>
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  )
  await page.setContent(`<!doctype html><style>
    body { margin: 16px; font: 16px sans-serif; columns: 6; background: #777; color: #fff }
    figure { margin: 0 0 16px; break-inside: avoid } img { max-width: 100%; vertical-align: top }
    h1 { column-span: all; margin: 0 0 16px }
  </style><h1>${title}</h1>${figures.join('')}`)
  await page.screenshot({ path, fullPage: true })
  await page.close()
}

async function sheets(browser: Browser, wanted: readonly string[]): Promise<void> {
  const folder = join(root, '.tmp/screenshots')
  mkdirSync(folder, { recursive: true })
  const server = await startPallas(tourConfig, 'localhost')
  for (const language of wanted) {
    const path = join(folder, `${language}.png`)
    await sheetOf(browser, language, await picturesOf(browser, server, language), path)
    console.log(path)
  }
  server.stop()
}

/** A page in the look of an operator, in both schemes. */
async function documents(browser: Browser): Promise<void> {
  const pages = { product_name: 'Kite', theme }
  const server = await startPallas({ ...tourConfig, pallas: { pages } }, 'localhost')
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 420, height: 740 } })
    await page.goto(`${server.url}/ui/login?lang=en`)
    const path = join(root, `docs/images/theme-${colorScheme}.png`)
    await page.screenshot({ path })
    console.log(`${path}: ${Math.round(statSync(path).size / 1024)} KB`)
    await page.close()
  }
  server.stop()
}

const asked = process.argv.slice(2)
const browser = await launchBrowser()
if (asked.includes('--docs')) await documents(browser)
else await sheets(browser, asked.length > 0 ? asked : languages)
await browser.close()
process.exit(0)
