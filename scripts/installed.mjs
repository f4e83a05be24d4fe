// Compares node_modules with package-lock.json and prints the option that `npm ci` needs, or
// nothing when all is there. Plain JavaScript for an older Node: it runs before the project's own
// is installed.
import { readFileSync } from 'node:fs'

const withTools = process.argv[2] === 'development'

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).packages
  } catch (cause) {
    if (cause.code === 'ENOENT') return {}
    throw cause
  }
}

const locked = Object.entries(packagesOf('package-lock.json')).filter(([path]) => path !== '')
// npm writes this file last, so an installation that was broken off has none
const present = packagesOf('node_modules/.package-lock.json')

const isTool = ({ dev, devOptional }) => Boolean(dev || devOptional)
const toolsPresent = locked.some(([path, { dev }]) => dev && present[path])
const complete = locked
  .filter(([, entry]) => withTools || toolsPresent || !isTool(entry))
  .every(([path, { version, optional, devOptional }]) =>
    present[path] ? present[path].version === version : optional || devOptional,
  )

if (!complete || Object.keys(present).length === 0)
  console.log(withTools || toolsPresent ? '--include=dev' : '--omit=dev')
