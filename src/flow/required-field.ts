import type { Problem } from '#errors/invalid-input.ts'
import { message } from '#messages/message.ts'

/** What is wrong with a field that was left out, or sent empty. */
export const requiredField = (field: string, sent?: string): Problem => ({
  field,
  message: message(sent === '' ? 'validation.empty' : 'validation.required', { property: field }),
})
