import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { formatFiles, lintFiles, type CommandIo } from '#commands/jsonnet.ts'

describe('Jsonnet on the command line', () => {
  let folder: string, printed: string, told: string[]
  const desk = (input = ''): CommandIo => ({
    cwd: folder,
    input: Readable.from([input]),
    print: (text) => void (printed += text),
    printStderr: (line) => void told.push(line),
  })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const written = (name: string) => readFileSync(join(folder, name), 'utf8')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
    printed = ''
    told = []
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('lint tells of every problem by file, line and column', async () => {
    write('a.jsonnet', '{ a: x,\n  b: 1,\n  b: 2 }')
    write('b.jsonnet', '{}')
    assert.equal(await lintFiles(['a.jsonnet', 'b.jsonnet'], desk()), false)
    assert.equal(
      printed,
      'a.jsonnet:1:6: there is no variable x (unknown-variable)\na.jsonnet:3:3: there are two fields "b" (duplicate)\n',
    )
  })
  it('lint says nothing about programs that are fine', async () => {
    write('b.jsonnet', '{}')
    assert.equal(await lintFiles(['b.jsonnet'], desk()), true)
    assert.equal(printed, '')
  })
  it('files are named by patterns, too', async () => {
    mkdirSync(join(folder, 'sub'))
    write('sub/a.jsonnet', 'x')
    write('c.jsonnet', 'y')
    assert.equal(await lintFiles(['**/*.jsonnet'], desk()), false)
    assert.deepEqual(printed.match(/^[^:]+/gm), ['c.jsonnet', 'sub/a.jsonnet'])
    await assert.rejects(lintFiles(['*.nothing'], desk()), /no file matches/)
  })
  it('without files, standard input is read', async () => {
    assert.equal(await lintFiles([], desk('x')), false)
    assert.match(printed, /^standard input:1:1: /)
    printed = ''
    assert.equal(await formatFiles(['-'], true, desk('{a:1}')), true)
    assert.equal(printed, '{ a: 1 }\n')
  })
  it('format prints, and leaves the file alone', async () => {
    write('a.jsonnet', '{a:1}')
    assert.equal(await formatFiles(['a.jsonnet'], false, desk()), true)
    assert.equal(printed, '{ a: 1 }\n')
    assert.equal(written('a.jsonnet'), '{a:1}')
  })
  it('format --write changes what needs it, names it, and leaves alone what cannot be parsed', async () => {
    write('a.jsonnet', '{a:1}')
    write('b.jsonnet', '{ b: 2 }\n')
    write('c.jsonnet', '{ c: }')
    assert.equal(await formatFiles(['a.jsonnet', 'b.jsonnet', 'c.jsonnet'], true, desk()), false)
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => written(`${name}.jsonnet`)),
      ['{ a: 1 }\n', '{ b: 2 }\n', '{ c: }'],
    )
    assert.equal(told[0], 'a.jsonnet')
    assert.match(told[1] ?? '', /^c\.jsonnet:1:6: expected a value/)
    assert.equal(told.length, 2)
  })
})
