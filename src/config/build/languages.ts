import { languages as ours } from '#languages/language.ts'
import { offerable } from '#languages/offered.ts'
import { joined, missingIn, readLanguageFiles, type LanguageFiles } from '../language-files.ts'
import type { LanguageConfig } from '../languages.ts'
import type { Settings } from '../schema/settings.ts'
import { suggest } from '../suggest.ts'
import type { Plan } from './plan.ts'

type Input = Settings['pallas']['languages']

const key = ['pallas', 'languages']

/** The languages of people, with the texts of the operator. */
export function languages(input: Input, plan: Plan): LanguageConfig {
  const { default: fallback, from, api } = input
  const { replacements, added } = filesOf(input.texts, plan)
  const known = [...offerable, ...Object.keys(added)]
  const offered = input.offered ?? [...ours, ...Object.keys(added)]
  for (const [at, language] of offered.entries())
    if (!known.includes(language)) {
      const near = suggest(language, known)
      plan.fault(
        [...key, 'offered', at],
        'is no language that can be offered',
        near ? `did you mean ${near}?` : known.join(', '),
      )
    }
  if (!offered.includes(fallback))
    plan.fault([...key, 'default'], 'must be one of pallas.languages.offered', offered.join(', '))
  if (from !== undefined && !/^(?:traits|metadata_public)(?:\.[^.]+)+$/.test(from))
    plan.fault([...key, 'from'], 'must name a trait or public metadata', 'such as traits.locale')
  return { offered, fallback, replacements, added, from: from?.split('.'), api }
}

function filesOf(texts: Input['texts'], plan: Plan): LanguageFiles {
  const path = [...key, 'texts']
  const addresses = typeof texts === 'string' ? [texts] : (texts ?? [])
  const files = joined(
    addresses.map((address, at) => {
      const found = readLanguageFiles(address, plan.cwd)
      for (const { problem, allowed } of found.faults)
        plan.fault(typeof texts === 'string' ? path : [...path, at], problem, allowed)
      return found
    }),
  )
  for (const [language, { fallback }] of Object.entries(files.added)) {
    const missing = missingIn(files, language).length
    if (missing > 0)
      plan.warn(
        path,
        `${missing} texts of ${language} are missing and are told in ${fallback}: ` +
          'pallas languages check FILE names them',
      )
  }
  return files
}
