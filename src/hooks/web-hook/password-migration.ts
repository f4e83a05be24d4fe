// Passwords that another system has stored: it checks them at the first login of their owner.
import { Refusal } from '#errors/refusal.ts'
import { isObject } from '#lib/json.ts'
import { ProgramFailed } from '#lib/programs.ts'
import type { PasswordMigration } from '#methods/password/migration.ts'
import { MalformedResponse, readJson } from './answer.ts'
import { makeCall, NoResponse } from './call.ts'
import { contextOf } from './context.ts'
import { readCall } from './settings.ts'
import { redactedUrl, type WebHookParts } from './web-hooks.ts'

export type MigrationParts = Pick<
  WebHookParts,
  'programs' | 'present' | 'allowedHeaders' | 'fetch' | 'limits' | 'newId' | 'sign' | 'events'
> & {
  /** The call as configured; undefined when it is switched off. */
  readonly settings: () => Readonly<Record<string, unknown>> | undefined
}

export function createPasswordMigration(parts: MigrationParts): PasswordMigration {
  return {
    isOn: () => parts.settings() !== undefined,

    async knows({ identifier, password, account }, flow, caller) {
      const call = readCall(parts.settings() ?? {}),
        id = parts.newId()
      const facts = {
        ...contextOf(parts, { flow, caller, identity: account.identity }),
        identifier,
        password,
      }
      try {
        const body = JSON.stringify(
          call.body === undefined
            ? { identifier, password }
            : await parts.programs.run(call.body, { facts: { ctx: facts } }),
        )
        const { status, text } = await makeCall(
          parts,
          { ...call, body },
          { id, headers: parts.sign(id, body) },
        )
        if (status === 403) return false
        if (status >= 300) throw new MalformedResponse(`The answer has status ${status}.`)
        const answer = readJson(text)
        return isObject(answer) && answer['status'] === 'password_match'
      } catch (cause) {
        if (
          !(
            cause instanceof ProgramFailed ||
            cause instanceof NoResponse ||
            cause instanceof MalformedResponse
          )
        )
          throw cause
        parts.events({
          kind: 'hook.failed',
          url: redactedUrl(call.url),
          reason:
            cause instanceof ProgramFailed
              ? 'What is to be sent could not be made up.'
              : cause.message,
        })
        throw new Refusal('upstream', {
          reason:
            'The system that keeps this password did not answer as it should. Please try again later.',
          cause,
        })
      }
    },
  }
}
