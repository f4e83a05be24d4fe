// Where addresses are, by a file in MaxMind's format, which is read again when it changes.
import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { Reader, type CityResponse } from 'maxmind'
import type { Locate } from '#lib/locate.ts'
import { isLocal } from '#lib/network.ts'
import type { Clock } from '#lib/time.ts'

export type GeoipParts = {
  /** The path of the file; undefined: no place is told. */
  readonly file: () => string | undefined
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** How often it is looked whether the file has changed, when somebody asks for a place. */
const lookEveryMs = 60_000

type Opened = {
  readonly file: string
  readonly print: string
  readonly reader: Reader<CityResponse>
}

/** The file is opened at once. Throws for one that cannot be read. */
export function createGeoip({ file, clock, onError }: GeoipParts): {
  readonly locate: Locate
  /** Resolves when a changed file is in use. */
  settle(): Promise<void>
} {
  let opened: Opened | undefined,
    lookedAt = clock(),
    reading: Promise<void> = Promise.resolve()

  function open(path: string): Opened {
    return { file: path, print: printOf(path), reader: new Reader(readFileSync(path)) }
  }

  async function reread(path: string, print: string): Promise<void> {
    try {
      opened = { file: path, print, reader: new Reader(await readFile(path)) }
    } catch (error) {
      onError(error)
    }
  }

  function current(): Opened | undefined {
    const path = file()
    if (path === undefined) return undefined
    try {
      if (opened?.file !== path) return (opened = open(path))
      if (clock() - lookedAt >= lookEveryMs) {
        lookedAt = clock()
        const print = printOf(path)
        if (print !== opened.print) reading = reread(path, print)
      }
    } catch (error) {
      onError(error)
    }
    return opened
  }

  const first = file()
  if (first !== undefined) opened = open(first)
  return {
    settle: () => reading,
    locate(ipAddress, language) {
      if (isIP(ipAddress) === 0 || isLocal(ipAddress)) return undefined
      const found = current()?.reader.get(ipAddress)
      return found ? placeIn(found, language) : undefined
    },
  }
}

function printOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path)
  return `${mtimeMs} ${size} ${ino}`
}

/** City, region and country, each once. */
function placeIn(
  { city, subdivisions, country }: CityResponse,
  language: string,
): string | undefined {
  const tag = language === 'zh-Hans' ? 'zh-CN' : language
  const told = [city, subdivisions?.[0], country].flatMap((one) => {
    const names: Readonly<Record<string, unknown>> = { ...one?.names }
    const name = names[tag] ?? names['en']
    return typeof name === 'string' ? [name] : []
  })
  return told.length === 0 ? undefined : [...new Set(told)].join(', ')
}
