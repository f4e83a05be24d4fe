// Everything that is held about a person, in the order of the file. A new part is a file and a line here.
import type { DataPart } from './part.ts'
import { activity } from './parts/activity.ts'
import { addresses } from './parts/addresses.ts'
import { credentials } from './parts/credentials.ts'
import { rememberedDevices } from './parts/devices.ts'
import { account, identity, schema } from './parts/identity.ts'
import { messages } from './parts/messages.ts'
import { notifiedSystems } from './parts/notified-systems.ts'
import { accountDeletion, guessing, operatorRole, secondFactorReset } from './parts/protection.ts'
import { sessions } from './parts/sessions.ts'

/** NOTE the identity stands first, where an import looks for it */
export const dataParts: readonly DataPart[] = [
  identity,
  account,
  schema,
  addresses,
  credentials,
  rememberedDevices,
  guessing,
  secondFactorReset,
  accountDeletion,
  operatorRole,
  sessions,
  messages,
  activity,
  notifiedSystems,
]
