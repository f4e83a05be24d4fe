// The texts of a column as values. Every column is read as text, so that databases do not differ.
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'

/** A row, each column as text. */
export type TextRow = Readonly<Record<string, string | null | undefined>>

const moment =
  /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?/

/**
 * `2026-11-28 23:12:55.112352+00:00` and what databases make of it; without a zone it is in UTC.
 * Undefined for none, for the zero of the reference (the year 1), and for any other text.
 */
export function timeOf(text: string | null | undefined): Timestamp | undefined {
  if (text === lastText) return lastTime
  lastTime = parsed(text)
  lastText = text
  return lastTime
}

/** Several rows of one person have the same time. */
let lastText: string | null | undefined, lastTime: Timestamp | undefined

function parsed(text: string | null | undefined): Timestamp | undefined {
  if (!text) return undefined
  const usual = usualTime(text)
  if (usual !== undefined) return usual
  const [, day, time, fraction = '', zone = 'Z'] = moment.exec(text) ?? []
  if (day === undefined || time === undefined) return undefined
  const at = Date.parse(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offsetOf(zone)}`)
  return Number.isNaN(at) || day.startsWith('0001-') ? undefined : at
}

/** In UTC and of a day that every month has, as nearly all are; many times faster than the rest. */
function usualTime(text: string): Timestamp | undefined {
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return undefined
  if (text[10] !== ' ' && text[10] !== 'T') return undefined
  let end = 19
  if (text[end] === '.') while (isDigit(text.charCodeAt(++end)));
  const zone = text.slice(end)
  if ((zone !== '' && zone !== 'Z' && zone !== '+00:00') || end === 20 || end > 29) return undefined
  const year = numberIn(text, 0, 4),
    month = numberIn(text, 5, 7),
    day = numberIn(text, 8, 10),
    hours = numberIn(text, 11, 13),
    minutes = numberIn(text, 14, 16),
    seconds = numberIn(text, 17, 19),
    digits = Math.min(Math.max(end - 20, 0), 3)
  const isUsual =
    year >= 1000 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    hours < 24 &&
    minutes < 60 &&
    seconds < 60
  if (!isUsual) return undefined
  const ms = numberIn(text, 20, 20 + digits) * 10 ** (3 - digits)
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, ms)
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** NaN where there is anything but digits. */
function numberIn(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    value = isDigit(code) ? value * 10 + code - 48 : Number.NaN
  }
  return value
}

function offsetOf(zone: string): string {
  if (zone === 'Z' || zone === 'UTC' || zone === '+00:00') return 'Z'
  const [hours = '', minutes = '00'] = zone.replace(':', '').match(/^.\d\d|\d\d$/g) ?? []
  return `${hours}:${zone.length > 3 ? minutes : '00'}`
}

/**
 * A time as text in UTC, without its zone: as it was (`text`) as long as that is the same time, with
 * whatever it has beyond milliseconds.
 */
export function utcText(at: Timestamp, text?: string): string {
  const [, day, time, fraction, zone = 'Z'] = (text && moment.exec(text)) || []
  if (day !== undefined && time !== undefined && offsetOf(zone) === 'Z' && timeOf(text) === at)
    return `${day} ${time}${fraction === undefined ? '' : `.${fraction}`}`
  return toRfc3339(at).slice(0, -1).replace('T', ' ')
}

/** Null for no text, and for one that is no JSON. */
export function jsonOf(text: string | null | undefined): Json {
  if (text === null || text === undefined) return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

/** The empty object for what is none. */
export function objectOf(text: string | null | undefined): JsonObject {
  const value = jsonOf(text)
  return isObject(value) ? value : {}
}

export const truthOf = (text: string | null | undefined): boolean =>
  text === '1' || text === 't' || text === 'true'

/** Undefined for null and for the empty text. */
export const textOf = (text: string | null | undefined): string | undefined => text || undefined

/** The objects of a list; none where there is no list. */
export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((one: unknown): one is JsonObject => isObject(one)) : []
