import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { faultsOf, read, scratch } from './files.ts'

const own = ['https://*.example.org', 'https://*.app.example.org:8443', 'http://*.shop.co.uk']
const ofStrangers = ['https://*.co.uk', 'https://*.github.io', 'https://*.com.au/app']
/** No return addresses, but origins. */
const anywhere = ['https://*.com', 'https://*example.org', 'https://app.*.example', 'https://*']

const places = [
  {
    key: 'selfservice.allowed_return_urls',
    told: [...own, ...ofStrangers],
    yaml: (urls: readonly string[]) =>
      `selfservice: {allowed_return_urls: ${JSON.stringify(urls)}}`,
    count: ({ selfservice }: ReturnType<typeof read>['config']) => selfservice.allowedReturnUrls,
  },
  {
    key: 'serve.public.cors.allowed_origins',
    told: [...own, ...ofStrangers.map((one) => one.replace('/app', '')), ...anywhere],
    yaml: (urls: readonly string[]) =>
      `serve: {public: {cors: {enabled: true, allowed_origins: ${JSON.stringify(urls)}}}}`,
    count: ({ public: { cors } }: ReturnType<typeof read>['config']) => cors?.allowedOrigins ?? [],
  },
]

for (const { key, told, yaml, count } of places) {
  const reading = (t: TestContext, flag: boolean) =>
    read(
      { cwd: scratch(t) },
      `${yaml(told)}\nfeature_flags: {legacy_allow_insecure_origins: ${flag}}`,
    )
  const warned = (warnings: readonly string[], text: string) =>
    warnings.filter((one) => one.includes(key) && one.includes(text))

  test(`a * in ${key} counts before a domain of one owner only`, (t) => {
    const { config, warnings } = reading(t, false)
    assert.deepEqual(
      count(config).filter((one) => one.includes('*')),
      own,
    )
    const others = told.length - own.length
    assert.equal(warned(warnings, 'covers hosts of strangers and does not count').length, others)
  })

  test(`a * in ${key} counts anywhere where that is wanted, and is told`, (t) => {
    const { config, warnings } = reading(t, true)
    assert.deepEqual(
      count(config).filter((one) => one.includes('*')),
      told,
    )
    assert.equal(warned(warnings, 'covers hosts of strangers').length, told.length - own.length)
  })
}

test('a return address is never any host, whatever is wanted', (t) => {
  for (const url of anywhere)
    assert.match(
      faultsOf(
        { cwd: scratch(t) },
        `selfservice: {allowed_return_urls: ["${url}"]}\n` +
          'feature_flags: {legacy_allow_insecure_origins: true}',
      ).join(),
      /has a \* where none may stand/,
      url,
    )
})
