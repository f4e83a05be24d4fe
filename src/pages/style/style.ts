// The stylesheet of all pages but the mailbox.
import { colours } from './colours.ts'
import { content } from './content.ts'
import { elements } from './elements.ts'
import { form } from './form.ts'
import { frame } from './frame.ts'

/** One stylesheet of several parts, without indentation. */
export const joinStyles = (parts: readonly string[]): string =>
  parts.map((css) => css.replaceAll(/\s*\n\s*/g, '\n').trim()).join('\n')

export const style = joinStyles([colours, elements, frame, form, content])
