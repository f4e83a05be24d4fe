import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { createTimelines } from './timeline.ts'

type Client = Pick<pg.Client, 'query'>

const answering = (query: () => Promise<unknown>) => ({ query }) as Client
const on = (timeline: number) => answering(async () => ({ rows: [{ timeline }] }))
const failing = (error: Error) =>
  answering(async () => {
    throw error
  })

test('a server that was replaced by one that was seen is refused', async () => {
  const { guard } = createTimelines()
  await guard(on(3))
  await guard(on(4))
  await assert.rejects(guard(on(3)), /replaced/)
  await guard(on(4))
})

test('a database that was restored is taken after a while', async () => {
  let now = 0
  const { guard } = createTimelines(1000, () => now)
  await guard(on(4))
  await assert.rejects(guard(on(1)))
  now = 999
  await assert.rejects(guard(on(1)))
  now = 1000
  await guard(on(1))
  await guard(on(1))
})

test('the while begins anew when the newer one was there', async () => {
  let now = 0
  const { guard } = createTimelines(1000, () => now)
  await guard(on(4))
  await assert.rejects(guard(on(3)))
  await guard(on(4))
  now = 1000
  await assert.rejects(guard(on(3)))
})

test('a server that knows no timelines is taken, one that ends the connection is not', async () => {
  const { guard } = createTimelines()
  const failure = (severity: string) => Object.assign(new Error(severity), { severity })
  await assert.rejects(guard(failing(new Error('Connection terminated'))), /terminated/)
  await assert.rejects(guard(failing(failure('FATAL'))), /FATAL/)
  await guard(failing(failure('ERROR')))
})
