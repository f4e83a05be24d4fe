// Writes what the program says about its commands into docs/command-line.md.
//   node scripts/command-line-document.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { createProgram } from '#commands/program.ts'

export const documentFile = join(import.meta.dirname, '../docs/command-line.md')

const [start, end] = ['<!-- commands: begin -->', '<!-- commands: end -->']

/** The commands that do something, with their names from the first word on. */
export function leaves(command: Command, words: readonly string[] = []): readonly Leaf[] {
  return command.commands
    .filter((one) => !hidden.has(one.name()))
    .flatMap((one) => {
      const named = [...words, one.name()]
      return one.commands.length > 0
        ? leaves(one, named)
        : [{ name: named.join(' '), command: one }]
    })
}
export type Leaf = { readonly name: string; readonly command: Command }
/** Answers shells, not people. */
const hidden = new Set(['complete'])

/** What `pallas COMMAND --help` prints, in a window of 100 columns. */
export function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => 100,
  })
  command.outputHelp()
  return text.trimEnd()
}

/** The document with the part between the marks replaced. */
export function withCommands(text: string): string {
  const [before = '', rest = ''] = text.split(start)
  const [, after = ''] = rest.split(end)
  const blocks = leaves(createProgram({ env: {}, cwd: '/' })).map(
    ({ name, command }) => `### pallas ${name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`,
  )
  return `${before}${start}\n\n${blocks.join('\n')}\n${end}${after}`
}

if (import.meta.main) writeFileSync(documentFile, withCommands(readFileSync(documentFile, 'utf8')))
