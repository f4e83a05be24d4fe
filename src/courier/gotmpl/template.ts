// Go templates (https://pkg.go.dev/text/template), as they are configured for mails.
import { evaluate, templateLimits, type Limits } from './evaluate.ts'
import { isFunction } from './functions.ts'
import { createHtmlOutput, createTextOutput } from './html-output.ts'
import type { GoNode } from './nodes.ts'
import { parse } from './parser.ts'
import type { Value } from './values.ts'

export { TemplateFault } from './fault.ts'
export type { Value } from './values.ts'

export type Template = {
  /**
   * Runs the template on data. In HTML, values are escaped for their place. Throws TemplateFault.
   */
  run(
    data: Value,
    as: 'text' | 'html',
    facts?: { readonly now?: Date; readonly limits?: Limits },
  ): string
}

/**
 * `others`: templates that this one may call, by name. Throws TemplateFault for a text that is not
 * a template.
 */
export function compile(text: string, others: Readonly<Record<string, string>> = {}): Template {
  const templates = new Map<string, readonly GoNode[]>()
  for (const [name, other] of Object.entries(others)) {
    const { main, defined } = parse(other, isFunction)
    for (const [inner, nodes] of defined) templates.set(inner, nodes)
    templates.set(name, main)
  }
  const { main, defined } = parse(text, isFunction)
  for (const [name, nodes] of defined) templates.set(name, nodes)
  return {
    run(data, as, { now = new Date(), limits = templateLimits } = {}) {
      const output = as === 'html' ? createHtmlOutput() : createTextOutput()
      evaluate(main, templates, data, output, limits, now)
      return output.result()
    },
  }
}
