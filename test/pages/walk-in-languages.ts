// Every page in every state in each of the languages.
import { launchBrowser, visit } from '../support/browser.ts'
import { startPallas } from '../support/pallas-process.ts'
import { createLanguageWalk } from './language-walk.ts'
import { tour, tourConfig, tourOfErrors } from './tour.ts'

/** Goes through all stops once, and looks at each in every language. */
export async function walkInLanguages({ scripts }: { readonly scripts: boolean }): Promise<void> {
  const server = await startPallas(tourConfig, 'localhost')
  const browser = await launchBrowser()
  try {
    const { page, context, assertQuiet } = await visit(browser, server.url, {
      javaScriptEnabled: scripts,
    })
    const walk = await createLanguageWalk(browser, server.url, { scripts })
    const look = async (stop: string) => walk.look(stop, page.url(), await context.cookies())
    await tour(page, server, look)
    assertQuiet()
    await tourOfErrors(page, server, look)
    walk.assertGood(40)
  } finally {
    await browser.close()
    server.stop()
  }
}
