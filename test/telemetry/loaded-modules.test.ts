// Libraries that most servers need nothing of cost them nothing.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '../..')

/** The packages of OpenTelemetry that a server with this configuration has loaded. */
function loadedWith(tracing: object): readonly string[] {
  const program = `
    import { registerHooks } from 'node:module'
    const seen = new Set()
    registerHooks({
      load(url, context, next) {
        const [, name] = /@opentelemetry\\/([^/]+)\\//.exec(url) ?? []
        if (name) seen.add(name)
        return next(url, context)
      },
    })
    const { startServer } = await import('${root}/test/support/server.ts')
    const server = await startServer({ tracing: ${JSON.stringify(tracing)} })
    await server.public('GET', '/sessions/whoami')
    await server.close()
    console.log([...seen].join())`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program]
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim().split(',')
}

describe('the libraries of traces', () => {
  it('are loaded only where traces are sent', () => {
    const server_url = '127.0.0.1:9'
    const on = loadedWith({ provider: 'otel', providers: { otlp: { server_url, insecure: true } } })
    assert.ok(on.includes('sdk-trace') && on.includes('exporter-trace-otlp-proto'), on.join())
    // NOTE the library of metrics loads the interface, which is small
    assert.deepEqual(loadedWith({}), ['api'])
  })

  it('are named by one file, which loads them when it is asked to', () => {
    const naming = globSync('src/**/*.ts', { cwd: root }).filter((file) =>
      readFileSync(join(root, file), 'utf8').includes("'@opentelemetry/"),
    )
    assert.deepEqual(naming, ['src/telemetry/tracer.ts'])
    const imports = readFileSync(join(root, 'src/telemetry/tracer.ts'), 'utf8').match(
      /^import (?!type).*@opentelemetry/gm,
    )
    assert.equal(imports, null)
  })
})
