// The traits: the first of the two steps of a registration, and changing them in the settings.
import { InvalidInput } from '#errors/invalid-input.ts'
import { noteValues, traitValues } from '#flow/form.ts'
import type { Method, RegistrationMethod } from '#flow/method.ts'
import { textField, type Submission } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import { profileSettings, type ProfileSettingsParts } from './settings.ts'

export function createProfile(parts: ProfileSettingsParts): Method {
  return {
    name: 'profile',
    isMeant: (submission, kind) => kind === 'registration' && wantsBack(submission),
    alsoNamed: [backMethod],
    registration: profileRegistration(),
    settings: profileSettings(parts),
  }
}

const backMethod = 'profile:back',
  backScreen = 'previous',
  nextScreen = 'credential-selection'

/** Whether the button was pressed that leads back to the first step of a registration. */
const wantsBack = (submission: Submission): boolean =>
  textField(submission, 'screen') === backScreen || textField(submission, 'method') === backMethod

function profileRegistration(): RegistrationMethod {
  return {
    givesCredential: false,

    offer(_flow, stage) {
      if (stage.kind === 'profile')
        return [
          input('profile', 'method', 'submit', {
            value: 'profile',
            label: message('registration.sign-up'),
          }),
        ]
      if (stage.kind === 'credential')
        return [
          input('profile', 'screen', 'submit', {
            value: backScreen,
            label: message('registration.back'),
          }),
        ]
      return []
    },

    async submit(submission, flow) {
      if (submission.style === 'unified')
        throw new InvalidInput([{ message: message('registration.no-method') }])
      const screen = textField(submission, 'screen') ?? ''
      if (screen !== '' && screen !== backScreen && screen !== nextScreen)
        throw new InvalidInput([
          {
            field: 'screen',
            message: message('validation.generic', { reason: 'There is no such step.' }),
          },
        ])
      const values = traitValues(submission.traits)
      if (wantsBack(submission)) {
        return {
          kind: 'next',
          flow: {
            ...flow,
            form: noteValues(flow.form, values),
            memory: { ...flow.memory, profile: { screen: 'profile' } },
          },
        }
      }
      const problems = submission.schema.check(submission.traits)
      if (problems.length > 0) throw new InvalidInput(problems)
      return {
        kind: 'next',
        flow: {
          ...flow,
          form: noteValues(flow.form, values, [message('registration.choose-credential')]),
          memory: { ...flow.memory, profile: { screen: 'credential', traits: submission.traits } },
          transientPayload: flow.transientPayload ?? {},
        },
      }
    },
  }
}
