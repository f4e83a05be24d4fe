import { skipWithout } from '../support/programs.ts'
import { failoverPromises } from './failover.ts'
import { patroni } from './patroni.ts'

failoverPromises(patroni(), skipWithout('etcd', 'patroni', 'unshare'))
