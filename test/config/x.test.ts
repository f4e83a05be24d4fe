import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, scratch } from './files.ts'

const written = (clientId: string, enabled = true) =>
  JSON.stringify({
    selfservice: {
      methods: {
        oidc: {
          enabled,
          config: {
            providers: [
              {
                id: 'birds',
                provider: 'x',
                client_id: clientId,
                client_secret: 'secret',
                mapper_url: 'base64://e30=',
              },
            ],
          },
        },
      },
    },
  })

test('X with OAuth 2.0 is told in a warning with its place, X with an API key is not', (t) => {
  const warningsOf = (...given: Parameters<typeof written>) =>
    read({ cwd: scratch(t) }, written(...given)).warnings.join('\n')
  const ofOAuth2 = 'M1M5R3BMVy13QmpScXkzTUt5OE46MTpjaQ'
  assert.match(warningsOf(ofOAuth2), /1\.yml:1: the provider birds speaks OAuth 2\.0 with X/)
  assert.equal(warningsOf(ofOAuth2).includes(ofOAuth2), false)
  assert.equal(warningsOf(ofOAuth2, false), '')
  assert.equal(warningsOf('xvz1evFS4wEEPTGEFPHBog'), '')
})
