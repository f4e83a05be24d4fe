import { createHash } from 'node:crypto'
import { Fault } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'
import {
  isItems,
  type Items,
  type Native,
  type Slot,
  type Task,
  type Value,
} from '../machine/values.ts'
import { define, items, text } from './define.ts'

function byte(value: Value): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255)
    return value
  throw new Fault('bytes are whole numbers from 0 to 255')
}

function* bytesOf(machine: Machine, slots: Items): Task<Buffer> {
  machine.spend(slots.length)
  const bytes: number[] = []
  for (const slot of slots) bytes.push(byte((yield slot) as Value))
  return Buffer.from(bytes)
}

function base64(machine: Machine, input: Slot | undefined): Value | Task {
  if (isItems(input)) return encoded(machine, input)
  const given = text(input, 'input')
  machine.allocate(3 * given.length)
  if (/[^\x00-\xff]/.test(given)) throw new Fault('characters of input must be below 256')
  return Buffer.from(given, 'latin1').toString('base64')
}

function* encoded(machine: Machine, input: Items): Task {
  return ((yield bytesOf(machine, input)) as Buffer).toString('base64')
}

function decodeBase64(machine: Machine, str: Slot | undefined): Buffer {
  const given = text(str, 'str')
  machine.allocate(8 * given.length)
  if (given.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(given))
    throw new Fault('str is not base64')
  return Buffer.from(given, 'base64')
}

function* decodeUtf8(machine: Machine, arr: Items): Task {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    (yield bytesOf(machine, arr)) as Buffer,
  )
}

const hash = (name: string, algorithm: string): Native =>
  define(name, 's', (machine, s) => {
    const given = text(s, 's')
    machine.spend(given.length >> 4)
    return createHash(algorithm).update(given, 'utf8').digest('hex')
  })

export const encoding: readonly Native[] = [
  define('base64', 'input', base64),
  define('base64Decode', 'str', (machine, str) => decodeBase64(machine, str).toString('latin1')),
  define('base64DecodeBytes', 'str', (machine, str) => [...decodeBase64(machine, str)]),
  define('encodeUTF8', 'str', (machine, str) => {
    machine.allocate(24 * text(str, 'str').length)
    return [...Buffer.from(text(str, 'str'), 'utf8')]
  }),
  define('decodeUTF8', 'arr', (machine, arr) => decodeUtf8(machine, items(arr, 'arr'))),
  hash('md5', 'md5'),
  hash('sha1', 'sha1'),
  hash('sha256', 'sha256'),
  hash('sha512', 'sha512'),
  hash('sha3', 'sha3-512'),
]
