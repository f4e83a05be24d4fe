import { parse } from 'yaml'
import { offerable, type Offered } from '#languages/offered.ts'
import { faultOfText, flatten, textsByKey, type Replacements } from '#languages/replacements.ts'
import { translationOf } from '#languages/catalogue.ts'
import { replaceable } from '#console/languages/replaced.ts'
import { isObject } from '#lib/json.ts'
import type { Text } from '#lib/text-places.ts'
import type { LanguageConfig } from '../languages.ts'
import { readDocument } from '../read-file.ts'
import type { Settings } from '../schema/settings.ts'
import { suggest } from '../suggest.ts'
import type { Plan } from './plan.ts'

const key = ['pallas', 'languages']

/** The languages of people, with the texts of the operator. */
export function languages(input: Settings['pallas']['languages'], plan: Plan): LanguageConfig {
  const { offered, default: fallback, from, texts, api } = input
  if (!offered.includes(fallback))
    plan.fault([...key, 'default'], 'must be one of pallas.languages.offered', offered.join(', '))
  if (from !== undefined && !/^(?:traits|metadata_public)(?:\.[^.]+)+$/.test(from))
    plan.fault([...key, 'from'], 'must name a trait or public metadata', 'such as traits.locale')
  return {
    offered,
    fallback,
    replacements: texts === undefined ? {} : replacementsIn(texts, plan),
    from: from?.split('.'),
    api,
  }
}

function replacementsIn(address: string, plan: Plan): Replacements {
  const fault = (problem: string, allowed?: string) =>
    plan.fault([...key, 'texts'], problem, allowed)
  const document = readDocument(address, plan.cwd)
  if ('problem' in document) {
    fault(document.problem)
    return {}
  }
  const content = parsed(document.text)
  if (!isObject(content)) {
    fault('is neither YAML nor JSON with texts by language and key')
    return {}
  }
  return Object.fromEntries(
    Object.entries(content).flatMap(([language, own]) => {
      if (isOfferable(language)) return [[language, checked(language, own, fault)]]
      const near = suggest(language, offerable)
      fault(`has texts of the unknown language ${language}`, near && `did you mean ${near}?`)
      return []
    }),
  )
}

const isOfferable = (language: string): language is Offered =>
  (offerable as readonly string[]).includes(language)

/** The texts of a language that can be used; each that cannot is a fault. */
function checked(
  language: Offered,
  own: unknown,
  fault: (problem: string, allowed?: string) => void,
): Readonly<Record<string, Text>> {
  const known = new Map([...textsByKey(translationOf(language)), ...replaceable()])
  return Object.fromEntries(
    flatten(own).flatMap(([name, text]) => {
      const ours = known.get(name)
      if (ours === undefined) {
        const near = suggest(name, [...known.keys()])
        fault(`has the unknown key ${language}: ${name}`, near && `did you mean ${near}?`)
        return []
      }
      const problem = faultOfText(ours, text)
      if (problem === undefined) return [[name, text as Text]]
      fault(`has a text that cannot be used: ${language}: ${name} ${problem}`)
      return []
    }),
  )
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
