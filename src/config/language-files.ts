// Files with texts: some in the place of ours, or a whole language that is added.
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { languages, type Language } from '#languages/language.ts'
import {
  canonicalTag,
  numberKindsOf,
  type AddedLanguage,
  type AddedLanguages,
} from '#languages/locale.ts'
import { isOfferable, offerable } from '#languages/offered.ts'
import { faultOfText, flatten, type Replacements } from '#languages/replacements.ts'
import { isObject } from '#lib/json.ts'
import { isPlural, type Text } from '#lib/text-places.ts'
import { fileKeys } from './language-texts.ts'
import { readDocument } from './read-file.ts'
import { suggest } from './suggest.ts'

/** As the end of a sentence that begins with what names the file. */
export type FileFault = { readonly problem: string; readonly allowed: string | undefined }

export type LanguageFiles = {
  readonly replacements: Replacements
  readonly added: AddedLanguages
  readonly faults: readonly FileFault[]
}

export const noFiles: LanguageFiles = { replacements: {}, added: {}, faults: [] }

type Report = (problem: string, allowed?: string) => void

/** Reads a file of this machine, one in the address itself, or all of a folder in the order of their names. */
export function readLanguageFiles(address: string, cwd: string): LanguageFiles {
  const inside = filesIn(address, cwd)
  if (inside === undefined) return readLanguageFile(address, cwd)
  return joined(
    inside.map((file) => {
      const found = readLanguageFile(file, cwd)
      const faults = found.faults.map(({ problem, allowed }) => ({
        problem: `names the file ${file}, which ${problem}`,
        allowed,
      }))
      return { ...found, faults }
    }),
  )
}

/** Files together: of two texts with the same key the later counts. */
export const joined = (files: readonly LanguageFiles[]): LanguageFiles =>
  files.reduce((all, { replacements, added, faults }) => {
    const merged = Object.entries(replacements).map(
      ([language, own]) => [language, { ...all.replacements[language], ...own }] as const,
    )
    return {
      replacements: { ...all.replacements, ...Object.fromEntries(merged) },
      added: { ...all.added, ...added },
      faults: [...all.faults, ...faults],
    }
  }, noFiles)

/** The keys of the texts that a language which is added does not have. */
export function missingIn({ replacements }: LanguageFiles, language: string): readonly string[] {
  const own = replacements[language] ?? {}
  return [...fileKeys().keys()].filter((name) => !Object.hasOwn(own, name))
}

/** Undefined where it is no folder. */
function filesIn(address: string, cwd: string): readonly string[] | undefined {
  const path = address.replace(/^file:\/\//i, '')
  if (/^[a-z0-9]+:\/\//i.test(path)) return undefined
  try {
    if (!statSync(resolve(cwd, path)).isDirectory()) return undefined
    return readdirSync(resolve(cwd, path))
      .filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !name.startsWith('.'))
      .toSorted()
      .map((name) => join(path, name))
  } catch {
    return undefined
  }
}

function readLanguageFile(address: string, cwd: string): LanguageFiles {
  const faults: FileFault[] = []
  const report: Report = (problem, allowed) => void faults.push({ problem, allowed })
  const document = readDocument(address, cwd)
  if ('problem' in document) report(document.problem)
  const content = 'problem' in document ? {} : parsed(document.text)
  if (!isObject(content)) report('is neither YAML nor JSON with texts by language and key')
  const replacements: Record<string, Readonly<Record<string, Text>>> = {}
  const added: Record<string, AddedLanguage> = {}
  for (const [language, own] of isObject(content) ? Object.entries(content) : []) {
    if (isOfferable(language)) replacements[language] = checked(language, own, report)
    else {
      const facts = factsOf(language, own, report)
      if (facts === undefined) continue
      added[language] = facts.language
      replacements[language] = checked(language, facts.texts, report)
    }
  }
  return { replacements, added, faults }
}

/** What a file says of a language that it adds; undefined where it is none. */
function factsOf(
  tag: string,
  own: unknown,
  report: Report,
): { readonly language: AddedLanguage; readonly texts: unknown } | undefined {
  if (!isObject(own) || own['name'] === undefined) {
    const near = suggest(tag, offerable)
    report(
      `has texts of the unknown language ${tag}`,
      near ? `did you mean ${near}?` : 'one that is added has a name',
    )
    return undefined
  }
  const canonical = canonicalTag(tag)
  if (canonical !== tag) {
    report(`has texts of ${tag}, which is no tag of BCP 47`, canonical && `write ${canonical}`)
    return undefined
  }
  const { name, fallback = 'en', ...texts } = own
  const isNamed = typeof name === 'string' && name.trim() !== '' && name.length <= 60
  if (!isNamed) report(`has a text that cannot be used: ${tag}: name must be what it calls itself`)
  if (!isOurs(fallback))
    report(`has an unknown language: ${tag}: fallback must be one of ours`, languages.join(', '))
  return {
    language: { name: isNamed ? name : tag, fallback: isOurs(fallback) ? fallback : 'en' },
    texts,
  }
}

const isOurs = (language: unknown): language is Language =>
  (languages as readonly unknown[]).includes(language)

/** The texts of a language that can be used; each that cannot is a fault. */
function checked(language: string, own: unknown, report: Report): Readonly<Record<string, Text>> {
  const known = fileKeys()
  return Object.fromEntries(
    flatten(own, known).flatMap(([name, text]) => {
      const ours = known.get(name)
      if (ours === undefined) {
        const near = suggest(name, [...known.keys()])
        report(`has the unknown key ${language}: ${name}`, near && `did you mean ${near}?`)
        return []
      }
      const problem = faultOfText(ours, text) ?? kindFault(language, text)
      if (problem === undefined) return [[name, text as Text]]
      report(`has a text that cannot be used: ${language}: ${name} ${problem}`)
      return []
    }),
  )
}

/** NOTE a form that the language never asks for is one under the name of another */
function kindFault(language: string, text: unknown): string | undefined {
  if (isOfferable(language) || !isPlural(text)) return undefined
  const { all } = numberKindsOf(language)
  const others = Object.keys(text).filter((kind) => !all.has(kind) && kind !== 'other')
  return others.length === 0
    ? undefined
    : `has the kind of number ${others.join(', ')}, which the language has not (it has ${[...all].join(', ')})`
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
