import { queryValue, type Request } from '#http/route.ts'

/** The parameters of a link in a message. */
export const readLinkParameters = (request: Request) => ({
  flowId: queryValue(request, 'flow'),
  token: queryValue(request, 'token'),
  code: queryValue(request, 'code'),
})
