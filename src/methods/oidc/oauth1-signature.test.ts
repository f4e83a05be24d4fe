import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  authorizationHeader,
  encoded,
  signatureBase,
  signatureOf,
  type SignedRequest,
} from './oauth1-signature.ts'

/** The client of RFC 5849, 1.2. */
const printer = (
  request: Pick<SignedRequest, 'method' | 'url' | 'tokenSecret'>,
  parameters: Readonly<Record<string, string>>,
): SignedRequest => ({
  ...request,
  clientSecret: 'kd94hf93k423kf44',
  parameters: {
    oauth_consumer_key: 'dpf43f3p2l4k3l03',
    oauth_signature_method: 'HMAC-SHA1',
    ...parameters,
  },
})

/** The client of the documentation of X. */
const signInPage = (
  path: string,
  tokenSecret: string,
  parameters: Readonly<Record<string, string>>,
): SignedRequest => ({
  method: 'POST',
  url: `https://api.twitter.com${path}`,
  clientSecret: 'L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg',
  tokenSecret,
  parameters: {
    oauth_consumer_key: 'cChZNFj6T5R0TigYB9yd1w',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '1318467427',
    oauth_version: '1.0',
    ...parameters,
  },
})

const published: Readonly<Record<string, readonly [request: SignedRequest, signature: string]>> = {
  'RFC 5849, 1.2: the token': [
    printer(
      {
        method: 'POST',
        url: 'https://photos.example.net/token',
        tokenSecret: 'hdhd0244k9j7ao03',
      },
      {
        oauth_token: 'hh5s93j4hdidpola',
        oauth_timestamp: '137131201',
        oauth_nonce: 'walatlh',
        oauth_verifier: 'hfdp7dh39dks9884',
      },
    ),
    'gKgrFCywp7rO0OXSjdot/IHF7IU=',
  ],
  'RFC 5849, 1.2: a photo, with a query': [
    printer(
      {
        method: 'GET',
        url: 'http://photos.example.net/photos?file=vacation.jpg&size=original',
        tokenSecret: 'pfkkdhi9sl3r4s00',
      },
      { oauth_token: 'nnch734d00sl2jdk', oauth_timestamp: '137131202', oauth_nonce: 'chapoH' },
    ),
    'MdpQcU8iPSUjWoN/UDMsK2sui9I=',
  ],
  'X: request_token': [
    signInPage('/oauth/request_token', '', {
      oauth_callback: 'http://localhost/sign-in-with-twitter/',
      oauth_nonce: 'ea9ec8429b68d6b77cd5600adbbb0456',
    }),
    'F1Li3tvehgcraF8DMJ7OyxO4w9Y=',
  ],
  'X: access_token': [
    signInPage('/oauth/access_token', 'veNRnAWe6inFuo8o2u8SLLZLjolYDmDP7SzL0YfYI', {
      oauth_nonce: 'a9900fe68e2573b27a37f10fbad6a755',
      oauth_token: 'NPcudxy0yU5T3tBzho7iCotZ3cnetKwcTIRlX0iwRl0',
      oauth_verifier: 'uw7NjWHT6OJ1MpJOXsHfNxoAhPKpgI8BlYDhxEjIBY',
    }),
    '39cipBtIOHEEnybAR4sATQTpl2I=',
  ],
  'X: a text with blanks, a plus and an exclamation mark': [
    {
      method: 'POST',
      url: 'https://api.twitter.com/1.1/statuses/update.json?include_entities=true',
      clientSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
      parameters: {
        status: 'Hello Ladies + Gentlemen, a signed OAuth request!',
        oauth_consumer_key: 'xvz1evFS4wEEPTGEFPHBog',
        oauth_nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
        oauth_signature_method: 'HMAC-SHA1',
        oauth_timestamp: '1318622958',
        oauth_token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
        oauth_version: '1.0',
      },
    },
    'hCtSmYh+iHYCEqBWrE7C7hYmtUk=',
  ],
}

for (const [name, [request, signature]] of Object.entries(published))
  test(`a signature is the published one (${name})`, () => {
    assert.equal(signatureOf(request), signature)
  })

test('the base of a signature sorts by encoded name, then by encoded value', () => {
  // RFC 5849, 3.4.1.1 and 3.4.1.3.2; c2 is in the body there, and may be in the query as well
  const url = 'http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2=&a3=2+q'
  assert.equal(
    signatureBase({
      method: 'POST',
      url,
      parameters: {
        oauth_consumer_key: '9djdj82h48djs9d2',
        oauth_token: 'kkk9d7dh3k39sjv7',
        oauth_signature_method: 'HMAC-SHA1',
        oauth_timestamp: '137131201',
        oauth_nonce: '7d8f3e4a',
      },
    }),
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D' +
      '%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a' +
      '%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  )
})

test('all but letters, digits and -._~ is encoded, in capitals', () => {
  assert.equal(encoded("aZ09-._~ !*'()/ä"), 'aZ09-._~%20%21%2A%27%28%29%2F%C3%A4')
})

test('values of the header are encoded', () => {
  assert.equal(
    authorizationHeader({ oauth_callback: 'https://a/?b=c', oauth_signature: 'a/b+c=' }),
    'OAuth oauth_callback="https%3A%2F%2Fa%2F%3Fb%3Dc", oauth_signature="a%2Fb%2Bc%3D"',
  )
})
