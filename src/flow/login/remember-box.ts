// The box of the second step: this browser need not give the second factor again for some time.
import { message } from '#messages/message.ts'
import type { Submission } from '../submission.ts'
import { input, type UiNode } from '../ui-node.ts'

export const rememberBox = 'remember_device'

export const rememberNode: UiNode = input('default', rememberBox, 'checkbox', {
  value: false,
  label: message('login.remember-device'),
})

/** Whether the box was ticked; forms without scripts send both what is off and what is on. */
export const wantsRemembering = ({ fields }: Submission): boolean =>
  [fields[rememberBox]].flat().some((one) => one === true || one === 'true')
