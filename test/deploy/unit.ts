// The unit of systemd, as tests read it.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from '../support/programs.ts'

export const root = join(import.meta.dirname, '../..')
export const unitFile = join(root, 'deploy/systemd/pallas.service')

/** The values of a setting, in their order. */
const settingsOf = (name: string, text = readFileSync(unitFile, 'utf8')): string[] =>
  [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value)

/** The one value of a setting. */
export function settingOf(name: string): string {
  const [value, ...more] = settingsOf(name)
  if (value === undefined || more.length > 0) throw new Error(`not one ${name}`)
  return value
}

/** Puts the unit with drop-ins in a folder, its program being the one of this checkout. */
export function installUnit(folder: string, dropIns: readonly string[]): string {
  const installed = join(folder, basename(unitFile))
  writeFileSync(
    installed,
    readFileSync(unitFile, 'utf8').replace('=/usr/bin/pallas ', `=${root}/bin/pallas `),
  )
  mkdirSync(`${installed}.d`)
  for (const file of dropIns) cpSync(file, join(`${installed}.d`, basename(file)))
  return installed
}

/** The system calls that the unit allows. */
export function allowedCalls(): readonly string[] {
  const groups = new Map<string, readonly string[]>()
  let group: string[] = []
  for (const line of run('systemd-analyze', ['syscall-filter']).split('\n')) {
    const [name = ''] = line.trim().split(' ')
    if (line.startsWith('@')) groups.set(name, (group = []))
    else if (/^[@\w]/.test(name)) group.push(name)
  }
  const callsOf = (name: string): readonly string[] =>
    name.startsWith('@') ? (groups.get(name) ?? []).flatMap(callsOf) : [name]
  const allowed = new Set<string>()
  for (const filter of settingsOf('SystemCallFilter')) {
    const names = filter.replace(/^~/, '').split(' ').flatMap(callsOf)
    for (const name of names)
      if (filter.startsWith('~')) allowed.delete(name)
      else allowed.add(name)
  }
  return [...allowed]
}
