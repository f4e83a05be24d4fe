import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { catalogue } from './catalogue.ts'

test('the catalogue holds every sentence of its parts under one key', async () => {
  const files = globSync('catalogue/*.ts', { cwd: import.meta.dirname })
  const parts = await Promise.all(files.map((file) => import(`./${file}`) as Promise<object>))
  const keys = parts.flatMap((part) => Object.values(part) as object[]).flatMap(Object.keys)
  assert.deepEqual(keys.toSorted(), Object.keys(catalogue).toSorted())
})
