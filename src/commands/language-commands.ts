// `pallas languages export|check`: a language that is added by one file.
import { InvalidArgumentError, type Command } from 'commander'
import { joined, readLanguageFiles, type LanguageFiles } from '#config/language-files.ts'
import { languages, type Language } from '#languages/language.ts'
import { canonicalTag } from '#languages/locale.ts'
import {
  print,
  printStderr,
  setFailed,
  withExitCodes,
  withUnusedConfig,
  type ProcessContext,
} from './options.ts'

function tagOf(text: string): string {
  const canonical = canonicalTag(text)
  if (canonical === undefined)
    throw new InvalidArgumentError('It must be a tag such as sv or sr-Latn.')
  return canonical
}

function ours(text: string): Language {
  const found = languages.find((one) => one.toLowerCase() === text.toLowerCase())
  if (found === undefined)
    throw new InvalidArgumentError(`It must be one of ${languages.join(', ')}.`)
  return found
}

/** Adds the commands. */
export function addLanguageCommands(program: Command, { cwd }: ProcessContext): void {
  const group = program.command('languages').description('languages that are added by a file')
  withExitCodes(
    withUnusedConfig(
      group
        .command('export')
        .argument('<tag>', 'the language, as in BCP 47: sv, sr-Latn', tagOf)
        .description(
          'print a file with every text, to be translated; of one of our languages its texts',
        ),
    )
      .option('--from <language>', 'one of our languages, whose texts it has', ours, 'en')
      .action(async (tag: string, { from }: { from: Language }) => {
        const { languageTemplate } = await import('#config/language-template.ts')
        process.stdout.write(await languageTemplate(tag, from))
      }),
    '0: printed. 1: called wrongly.',
  )
  withExitCodes(
    withUnusedConfig(
      group
        .command('check')
        .argument('<files...>', 'files with texts, or folders of them')
        .description('tell what is missing, left in English or wrong in files with texts'),
    ).action(async (files: string[]) => {
      const found = files.map((file) => readLanguageFiles(file, cwd))
      for (const [at, { faults }] of found.entries())
        for (const { problem, allowed } of faults)
          report(`${files[at]} ${problem}${allowed === undefined ? '' : ` (${allowed})`}`)
      await check(joined(found))
    }),
    '0: all texts of all languages that the files add are there. 1: some are not, or are wrong.',
  )
}

/** Prints what is wrong. */
function report(line: string): void {
  printStderr(line)
  setFailed()
}

async function check(files: LanguageFiles): Promise<void> {
  const { shortcomingsOf } = await import('#config/language-template.ts')
  for (const [language, own = {}] of Object.entries(files.replacements)) {
    const count = Object.keys(own).length
    if (!Object.hasOwn(files.added, language)) {
      print([`${language}: ${count} texts in the place of ours`])
      continue
    }
    const found = await shortcomingsOf(language, files)
    for (const { key, problem } of found) report(`${language}: ${key} ${problem}`)
    print([`${language}: ${count} texts, ${found.length} to look at`])
  }
}
