// Flags before, between and after the verbs, for every flag of every command.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Argument, Option } from 'commander'
import { createProgram } from '#commands/program.ts'
import { documentFile, leaves } from '../../scripts/command-line-document.ts'
import { parse } from '../support/command-line.ts'

/** Values that the readers of all arguments and options take. */
const values: readonly string[] = [
  '7',
  '7s',
  '7MB',
  'strong',
  'json',
  'jsonl',
  'name=value',
  'viewer',
  '2020-01-01T00:00:00Z',
  'de',
]

/** A value that an argument takes. */
function valueOf({ argChoices, parseArg }: Argument): string {
  const isTaken = (value: string): boolean => {
    try {
      parseArg?.(value, undefined)
      return true
    } catch {
      return false
    }
  }
  return (argChoices ?? values).find(isTaken) ?? ''
}

/** An option with a value that is taken. */
async function withValue(
  words: readonly string[],
  rest: readonly string[],
  { long, required, argChoices }: Option,
) {
  if (!required) return [long ?? '']
  for (const value of argChoices ?? values) {
    const flag = [long ?? '', value]
    if (
      await parse([...words, ...rest, ...flag]).then(
        () => true,
        () => false,
      )
    )
      return flag
  }
  throw new Error(`no value for ${words.join(' ')} ${long}`)
}

describe('the order of arguments', () => {
  const commands = leaves(createProgram({ env: {}, cwd: '/' })).map(({ name, command }) => ({
    words: name.split(' '),
    options: command.options,
    /** What has to be there. */
    rest: [
      ...command.registeredArguments.filter(({ required }) => required).map(valueOf),
      ...command.options
        .filter(({ mandatory }) => mandatory)
        .flatMap(({ long = '' }) => [long, '7']),
    ],
  }))

  it('finds the commands', () => assert.ok(commands.length >= 41))

  for (const { words, options, rest } of commands) {
    it(`does not matter for the flags of ${words.join(' ')}`, async () => {
      for (const option of options) {
        const flag = await withValue(words, rest, option)
        const expected = await parse([...words, ...rest, ...flag])
        for (let at = 0; at <= words.length; at++) {
          const args = [...words.slice(0, at), ...flag, ...words.slice(at), ...rest]
          assert.deepEqual(await parse(args), expected, args.join(' '))
        }
        const [name = '', value] = flag
        const attached = `${name}=${value ?? 'true'}`
        assert.deepEqual(await parse([attached, ...words, ...rest]), expected, attached)
        if (option.short === undefined) continue
        const short = value === undefined ? [option.short] : [option.short, value]
        assert.deepEqual(await parse([...short, ...words, ...rest]), expected, short.join(' '))
        const shortAttached = `${option.short}=${value ?? 'true'}`
        assert.deepEqual(await parse([shortAttached, ...words, ...rest]), expected, shortAttached)
      }
    })
  }

  it('files of a configuration add up, one by one and as a list', async () => {
    const config = ['a.yml', 'b.yml', 'c.yml']
    for (const args of [
      ['-c', 'a.yml', 'serve', '-c', 'b.yml', '--config', 'c.yml'],
      ['-c', 'a.yml,b.yml,c.yml', 'serve'],
      ['-c', 'a.yml', '--config=b.yml,c.yml', 'serve', 'all'],
    ]) {
      const { options } = (await parse(args)) as { options: { config: readonly string[] } }
      assert.deepEqual(options.config, config)
    }
  })

  it('flags that are switched off are as if they were not there', async () => {
    const plain = await parse(['serve'])
    for (const flag of ['--dev=false', '--watch-courier=0', '--sqa-opt-out=F'])
      assert.deepEqual(await parse(['serve', flag]), plain)
  })

  it('what stands after two dashes is no flag', async () => {
    const called = await parse(['-c', 'a.yml', 'hashers', 'argon2', 'hash', '--', '-c', '--x=true'])
    assert.deepEqual((called as { args: unknown }).args, [['-c', '--x=true']])
  })

  it('a flag that a command does not know is refused, wherever it stands', async () => {
    for (const { words, rest } of commands.filter(
      ({ words }) => !/down|patch|normalize/.test(words.join(' ')),
    ))
      for (const args of [
        ['--no-such-flag', ...words, ...rest],
        [...words, ...rest, '--no-such-flag'],
      ])
        await assert.rejects(parse(args), /unknown option '--no-such-flag'/, args.join(' '))
  })
})

describe('what charts and quickstart files of the reference call', () => {
  const document = readFileSync(documentFile, 'utf8')
  const [, section = ''] = /^## What the charts[^\n]*\n([^]*?)^## /m.exec(document) ?? []
  const calls = [...section.matchAll(/^\| (.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)])
    .map(([, call = '']) => call.split(' '))
    .filter(([first = '']) => !first.startsWith('-'))

  it('is in the document', () => assert.ok(calls.length >= 9))

  for (const call of calls)
    it(`is taken: ${call.join(' ')}`, async () => {
      assert.notEqual(await parse(call), undefined)
    })
})
