// A mail server that takes everything, as a process of its own: sink.ts PORT. It tells its parent
// how many have come.
import { SMTPServer } from 'smtp-server'

let count = 0
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  maxClients: 1000,
  onData(stream, _session, done) {
    stream.resume().once('end', () => {
      process.send?.(++count)
      done()
    })
  },
})
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.(0))
