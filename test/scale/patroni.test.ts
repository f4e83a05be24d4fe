import { skipWithout } from '../support/programs.ts'
import { failoverPromises } from './failover.ts'
import { patroni } from './patroni.ts'
import { wakingPromises } from './waking.ts'

const skip = skipWithout('etcd', 'patroni', 'unshare')
for (const loss of ['killed', 'frozen'] as const) failoverPromises(patroni(), loss, skip)
wakingPromises(patroni(), skip)
