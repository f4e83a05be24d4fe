// Worker thread: computes one hash after the other.
import { parentPort } from 'node:worker_threads'
import { crypt, type CryptJob } from './crypt-rounds.ts'

parentPort?.on('message', (job: CryptJob) => parentPort?.postMessage(crypt(job)))
