import type { Reply } from '#http/reply.ts'

/** A file with personal data, which browsers store instead of showing it. */
export const fileReply = (pieces: AsyncIterable<string>): Reply => ({
  status: 200,
  headers: { 'content-disposition': 'attachment; filename="my-data.json"' },
  body: { pieces, type: 'application/json; charset=utf-8' },
})
