import { Fault } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'

function check(separator: string, most: number): void {
  if (separator === '') throw new Fault('c must not be empty')
  if (most < -1) throw new Fault(`maxsplits must be -1 or more, not ${most}`)
}

/** Splits a text at separators, at most `most` times; -1 for all. */
export function split(machine: Machine, text: string, separator: string, most: number): string[] {
  check(separator, most)
  machine.spend(text.length >> 4)
  const parts: string[] = []
  let from = 0
  while (most < 0 || parts.length < most) {
    const at = text.indexOf(separator, from)
    if (at < 0) break
    machine.allocate(48)
    parts.push(text.slice(from, at))
    from = at + separator.length
  }
  parts.push(text.slice(from))
  return parts
}

/** The same, from the end. */
export function splitFromRight(
  machine: Machine,
  text: string,
  separator: string,
  most: number,
): string[] {
  check(separator, most)
  machine.spend(text.length >> 4)
  const parts: string[] = []
  let end = text.length
  while ((most < 0 || parts.length < most) && end >= separator.length) {
    const at = text.lastIndexOf(separator, end - separator.length)
    if (at < 0) break
    machine.allocate(48)
    parts.push(text.slice(at + separator.length, end))
    end = at
  }
  parts.push(text.slice(0, end))
  return parts.reverse()
}

/** The positions of the pattern in code points; matches may overlap. */
export function find(machine: Machine, text: string, pattern: string): number[] {
  const found: number[] = []
  if (pattern === '') return found
  machine.spend(text.length >> 4)
  let counted = 0
  let characters = 0
  for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
    // NOTE with overlapping matches, the search reads the pattern again for each
    machine.spend(1 + ((at - counted + pattern.length) >> 4))
    machine.allocate(8)
    for (; counted < at; counted++) if (!isLowSurrogate(text.charCodeAt(counted))) characters++
    found.push(characters)
  }
  return found
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
