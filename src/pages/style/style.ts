// The stylesheet, put together from its parts.
import { base } from './base.ts'
import { form } from './form.ts'
import { parts } from './content.ts'

const squeeze = (css: string) => css.replaceAll(/\s*\n\s*/g, '\n').trim()

export const style = [base, form, parts].map(squeeze).join('\n')
