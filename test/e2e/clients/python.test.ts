import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { v0_7 } from '../../editions/operations.ts'
import { password } from '../../support/people.ts'
import { run, runAside, scratch } from './scratch.ts'
import { served, type Served } from './served.ts'

const place = scratch('python-0.0.1a15', (folder) => {
  run(folder, 'python3', '-m', 'venv', 'venv')
  run(
    folder,
    join(folder, 'venv/bin/pip'),
    'install',
    '--quiet',
    '--disable-pip-version-check',
    'ory-client==0.0.1a15',
  )
})

describe(
  'the client of PyPI for v0.7, with its checks of types',
  { skip: 'skip' in place ? place.skip : false },
  () => {
    let at: Served,
      said: readonly { readonly operation: string; readonly ok: boolean; readonly why?: string }[]
    before(async () => {
      at = await served()
      const folder = 'folder' in place ? place.folder : ''
      const output = await runAside(
        folder,
        join(folder, 'venv/bin/python'),
        [join(import.meta.dirname, 'v0_7.py')],
        { HOST: `${at.adminUrl}/v0.7`, PASSWORD: password },
      )
      said = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    })
    after(() => at.server.close())

    for (const { id } of v0_7) {
      it(`${id} works`, () => {
        const one = said.find(({ operation }) => operation === id)
        assert.ok(one, 'it was called')
        assert.ok(one.ok, one.why ?? 'it failed')
      })
    }
  },
)
