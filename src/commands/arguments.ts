// Accepts flags where the published command lines have them: before, between and after the verbs,
// and with a value after an equals sign.
import type { Command, Option } from 'commander'

/**
 * The arguments in the order that the parser expects: verbs first, then flags. `help VERB…` becomes
 * `VERB… --help`; `--flag=true`, `--flag=false` and `-f=value` become what they mean.
 */
export function arrange(args: readonly string[], program: Command): readonly string[] {
  if (args[0] === 'help') return [...args.slice(1), '--help']
  // NOTE shells ask for completions with unfinished arguments
  if (args[0] === 'complete') return args
  const verbs: string[] = [],
    flags: string[] = []
  let command = program,
    at = 0
  for (; at < args.length && command.commands.length > 0; at++) {
    const argument = args[at] ?? ''
    if (argument === '--') break
    if (isFlag(argument)) {
      flags.push(argument)
      const next = args[at + 1]
      if (next !== undefined && takesNext(argument, next, command)) {
        flags.push(next)
        at++
      }
      continue
    }
    const next = childOf(command, argument)
    if (next === undefined) break
    verbs.push(argument)
    command = next
  }
  const end = args.indexOf('--', at)
  const rest = end < 0 ? args.slice(at) : args.slice(at, end)
  return [
    ...verbs,
    ...[...flags, ...rest].flatMap((argument) => plain(argument, command)),
    ...(end < 0 ? [] : args.slice(end)),
  ]
}

const isFlag = (argument: string) => argument.startsWith('-') && argument !== '-'

const childOf = (command: Command, name: string): Command | undefined =>
  command.commands.find((one) => one.name() === name || one.aliases().includes(name))

/** The options with this flag of a command and all below it. */
const optionsNamed = (command: Command, flag: string): readonly Option[] => [
  ...command.options.filter(({ short, long }) => short === flag || long === flag),
  ...command.commands.flatMap((one) => optionsNamed(one, flag)),
]

/**
 * Whether what follows a flag is its value. Where commands differ (`-e`), a verb is none.
 */
function takesNext(flag: string, next: string, command: Command): boolean {
  const takes = optionsNamed(command, flag).map(({ required }) => required)
  return takes.includes(true) && (!takes.includes(false) || !isWord(next, command))
}

const isWord = (next: string, command: Command) =>
  isFlag(next) || childOf(command, next) !== undefined

/** A flag without its equals sign, where the parser does not know that form. */
function plain(argument: string, command: Command): readonly string[] {
  const [, flag = '', value = ''] = /^(-[^-=]|--[^=]+)=(.*)$/s.exec(argument) ?? []
  const [option] = flag === '' ? [] : optionsNamed(command, flag)
  if (option === undefined) return [argument]
  if (option.required) return flag.startsWith('--') ? [argument] : [flag, value]
  if (/^(?:1|t|true)$/i.test(value)) return [flag]
  return /^(?:0|f|false)$/i.test(value) ? [] : [argument]
}
