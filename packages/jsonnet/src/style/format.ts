import { tokenize } from '../syntax/lexer.ts'
import { parse } from '../syntax/parser.ts'
import type { Token } from '../syntax/token.ts'
import { guarded } from '../program.ts'
import { createNesting } from './nesting.ts'
import { spaced } from './spacing.ts'
import { opens, closes, tidy } from './tidy.ts'

/**
 * Formats a program: two spaces per level, one space between tokens, single quotes, trailing commas
 * in multi-line lists. Keeps comments, line breaks and single empty lines. Throws JsonnetError when
 * the program does not parse.
 */
export function format(
  source: string,
  { filename = 'program.jsonnet' }: { readonly filename?: string } = {},
): string {
  const tokens = guarded(source, filename, () => {
    const read = tokenize(source)
    parse(read)
    return read
  })
  return layOut(tidy(tokens))
}

function layOut(tokens: readonly Token[]): string {
  const nesting = createNesting()
  let text = ''
  let lineIndent = 0
  let previous: Token | undefined
  const newLine = (breaks: number, indent: number): void => {
    if (text !== '') text += breaks > 1 && !(previous && opens(previous)) ? '\n\n' : '\n'
    lineIndent = indent
    text += ' '.repeat(indent)
  }
  for (const token of tokens) {
    let { breaks } = token
    let spaceAfterComment = false
    for (const comment of token.comments) {
      const first = text === ''
      if (first || comment.breaks > 0) newLine(comment.breaks, nesting.indentOfComment(token))
      else text += comment.text.startsWith('/*') ? ' ' : '  '
      text += comment.text.trimEnd()
      if (first || comment.breaks > 0) previous = undefined
      spaceAfterComment = true
    }
    if (token.kind === 'end') break
    if (closes(token)) breaks = Math.min(breaks, 1)
    if (text !== '' && breaks > 0) newLine(breaks, nesting.indentOf(token))
    else if (spaceAfterComment || (previous && spaced(previous, token))) text += ' '
    text += token.text.startsWith('|||') ? block(token.text, lineIndent) : token.text
    nesting.pass(token, lineIndent)
    previous = token
  }
  return `${text.trimEnd()}\n`
}

/** A text block, with its lines indented one level more than the line it begins on. */
function block(text: string, lineIndent: number): string {
  const [first = '', ...lines] = text.split('\n')
  const prefix =
    /^[ \t]+/.exec(lines.find((line) => line.trim() !== '' || /^[ \t]+$/.test(line)) ?? '')?.[0] ??
    ''
  const inner = ' '.repeat(lineIndent + 2)
  const content = lines
    .slice(0, -1)
    .map((line) => (line.startsWith(prefix) ? inner + line.slice(prefix.length) : line))
  return [first.trimEnd(), ...content, `${' '.repeat(lineIndent)}|||`].join('\n')
}
