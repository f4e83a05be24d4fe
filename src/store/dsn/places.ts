import { badDsn, decode } from './parts.ts'
import type { Place, Server } from './target.ts'

/** The places of `host:port,host:port`, where each may leave out host or port. */
export function readPlaces(list: string, port: number): Server['places'] {
  const [first = '', ...others] = list.split(',')
  return [readPlace(first, port), ...others.map((address) => readPlace(address, port))]
}

function readPlace(address: string, usual: number): Place {
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::([0-9]{1,5}))?$/.exec(address)
  if (parts === null) throw badDsn('its address must be host:port')
  const host = decode(parts[1] ?? parts[2] ?? '') || 'localhost'
  const port = parts[3] === undefined ? usual : Number(parts[3])
  if (port < 1 || port > 65_535) throw badDsn('a port must be between 1 and 65535')
  return { host, port, socket: host.startsWith('/') ? host : undefined }
}
