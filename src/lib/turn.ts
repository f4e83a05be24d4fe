import { performance } from 'node:perf_hooks'

/**
 * A number that differs in every turn of the event loop of this thread. What waits for the network is
 * served in turns: requests that are served in one have all come before its end.
 */
export const turnOfLoop = (): number => performance.nodeTiming.uvMetricsInfo.loopCount
