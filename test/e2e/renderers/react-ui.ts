// Pages on which @ory/elements-react runs in the browser and speaks JSON with Pallas, another origin.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { document, kinds, startUi, type Ui } from './ui.ts'

const styles = () =>
  readFileSync(
    createRequire(import.meta.url).resolve('@ory/elements-react/theme/styles.css'),
    'utf8',
  )

/** The script of all pages. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'react-app.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

/** The user interface for the server with that public address. */
export async function startReactUi(port: number, pallas: string): Promise<Ui> {
  const body = await script()
  return startUi(port, async ({ path }) => {
    const name = path.slice(1)
    if (name === 'app.js') return { type: 'text/javascript; charset=utf-8', body }
    if (name === 'app.css') return { type: 'text/css; charset=utf-8', body: styles() }
    if (name !== '' && name !== 'error' && !kinds.some((kind) => kind === name)) return undefined
    return {
      body: document(
        'Example',
        '<link rel="stylesheet" href="/app.css">',
        `<main id="app"></main><script>pallas = ${JSON.stringify(pallas)}</script><script type="module" src="/app.js"></script>`,
      ),
    }
  })
}
