// The calls of the published command line, its charts and quickstart files, with the exit code and
// what is printed. Capital words stand for something that is made anew for every call.
import assert from 'node:assert/strict'
import { parse } from 'yaml'

/** What the server asks for. */
export const token = 'a-token-of-the-administration-1234'
const uuid = '[0-9a-f-]{36}'
const identityTable = new RegExp(
  `^ID +VERIFIED ADDRESS 1 +RECOVERY ADDRESS 1 +SCHEMA ID +SCHEMA URL +EXTERNAL ID *\\n${uuid} +<none> +\\S+@example.org +default +http\\S+ +`,
)
const oneIdentity = new RegExp(
  `^ID +${uuid}\\nVERIFIED ADDRESS 1 +<none>\\nRECOVERY ADDRESS 1 +\\S+\\nSCHEMA ID +default\\nSCHEMA URL +http\\S+\\nEXTERNAL ID +<none>\\n$`,
)
const twoIds = new RegExp(`^${uuid}\\n${uuid}\\n$`)
const oneId = new RegExp(`^${uuid}\\n$`)
export const nothing = /^$/
const json = (check: (value: any) => void) => (text: string) => check(JSON.parse(text))
const isIdentity = (value: any) => assert.match(value.traits.email, /@example\.org$/)
const areIdentities = (value: any) => {
  assert.ok(Array.isArray(value) && value.length > 0)
  value.forEach(isIdentity)
}

export type Check = RegExp | ((text: string) => void)
export type Form = {
  readonly call: string
  readonly exit?: 1
  readonly out?: Check
  readonly err?: Check
  readonly input?: 'person' | 'people' | 'password'
  readonly env?: Readonly<Record<string, string>>
}

const url = { KRATOS_ADMIN_URL: 'SERVER', PALLAS_ADMIN_TOKEN: token }
const noUse = /^warning: --config has no effect: /

export const forms: readonly Form[] = [
  // databases
  { call: '-c CONFIG migrate sql -e --yes', out: /^(applied \S+\n)+$/ },
  { call: 'migrate sql -e --yes --config CONFIG', out: /^applied / },
  { call: 'migrate -c CONFIG sql -e -y', out: /^applied / },
  { call: 'migrate sql up -e --yes -c CONFIG', out: /^applied / },
  { call: 'migrate sql DSN --yes', out: /^applied / },
  { call: 'migrate sql up DSN', out: /^applied / },
  { call: 'migrate sql -e --yes', env: { DSN: 'DSN' }, out: /^applied / },
  {
    call: 'migrate sql DSN -e -y',
    env: { DSN: 'DSN' },
    out: /^applied /,
    err: /argument is not used/,
  },
  { call: 'migrate sql -c CONFIG DSN -y', out: /^applied /, err: noUse },
  { call: 'migrate sql -e --yes', out: /^applied /, err: /^warning: neither DSN nor/ },
  { call: 'migrate sql status -e -c CONFIG', exit: 1, out: /^pending / },
  { call: 'migrate sql status MIGRATED', out: /^(applied +\S+\n)+$/ },
  { call: 'migrate sql status --block MIGRATED', out: /^(applied +\S+\n)+$/ },
  { call: 'migrate sql down', exit: 1, out: nothing, err: /no way down/ },
  { call: 'migrate sql down DSN --steps 1 --yes', exit: 1, out: nothing, err: /no way down/ },
  {
    call: 'migrate normalize-phone-numbers -e --dry-run -b 10',
    out: /looked at/,
    err: /^warning: neither DSN nor/,
  },
  {
    call: 'cleanup sql -e --database.cleanup.batch_size 100 --database.cleanup.sleep.tables 0s --keep-last 24h -c SERVED',
    out: /^(\w+ +\d+\n)+$/,
  },
  {
    call: 'cleanup sql --database.cleanup.batch_size=100 --database.cleanup.sleep.tables=1ms --keep-last=8h --config SERVED',
    out: /^\w+ +\d+\n/,
  },
  { call: 'cleanup sql MIGRATED -b 5 --sleep-tables 0s', out: /^\w+ +\d+\n/ },
  { call: 'cleanup sql -e --keep-last soon', exit: 1, err: /duration/ },
  { call: 'cleanup sql -e -b 0', exit: 1, err: /whole number/ },

  // serving
  { call: 'serve public', exit: 1, err: /all, or nothing/ },
  { call: 'serve all -c NOWHERE --sqa-opt-out', exit: 1, err: /NOWHERE|nowhere/ },
  { call: 'serve -c BROKEN --dev --watch-courier', exit: 1, err: /unheard_of/ },
  { call: 'courier watch -c BROKEN', exit: 1, err: /unheard_of/ },
  { call: 'courier watch --expose-metrics-port 70000', exit: 1, err: /port/ },

  // a running server
  { call: 'remote status -e SERVER', out: /^ALIVE +READY\ntrue +true\n$/ },
  {
    call: 'remote status -e SERVER --format json',
    out: json((value) => assert.deepEqual(value, { alive: true, ready: true })),
  },
  { call: 'remote status', env: url, out: /true +true/ },
  {
    call: 'remote status -e http://127.0.0.1:1',
    exit: 1,
    out: /false +false/,
    err: /cannot reach/,
  },
  { call: 'remote status', exit: 1, out: nothing, err: /--endpoint/ },
  { call: 'remote version -e SERVER', out: /^VERSION +\d+\.\d+\.\d+\n$/ },
  { call: 'remote version -q --endpoint=SERVER/', out: /^\d+\.\d+\.\d+\n$/ },
  { call: 'list identities -e SERVER', out: identityTable },
  { call: 'ls identities', env: url, out: identityTable },
  {
    call: 'list identities --format table',
    env: { ...url, KRATOS_ADMIN_URL: '', PALLAS_ADMIN_URL: 'SERVER' },
    out: identityTable,
  },
  {
    call: 'identities list',
    env: { PALLAS_ADMIN_TOKEN: token, KRATOS_ADMIN_ENDPOINT: 'SERVER' },
    out: identityTable,
  },
  { call: '-e SERVER -q list identities --page-size 2', out: twoIds },
  { call: 'list identities -e SERVER 1 2 -q', out: twoIds },
  {
    call: 'list identities -e SERVER --page-size 1',
    out: /NEXT PAGE TOKEN +\S+\nIS LAST PAGE +false\n$/,
  },
  { call: 'list identities -e SERVER --page-size 1 --page-token TOKEN -q', out: oneId },
  {
    call: 'list identities -e SERVER --page-size 100 --consistency strong -q',
    out: new RegExp(uuid),
  },
  { call: 'list identities -e SERVER --format json', out: json(areIdentities) },
  {
    call: 'list identities -e SERVER --format json-pretty',
    out: (text) => {
      assert.match(text, /^\[\n {2}\{\n/)
      areIdentities(JSON.parse(text))
    },
  },
  { call: 'list identities -e SERVER --format yaml', out: (text) => areIdentities(parse(text)) },
  { call: 'list identities -e SERVER --format jsonpath=$[0].id', out: oneId },
  {
    call: 'list identities -e SERVER --page-size 2 --format jsonpath={[*].id}',
    out: twoIds,
    err: /^next page: --page-token \S+\n$/,
  },
  { call: 'list identities -e SERVER --format jsonpointer=/0/id', out: oneId },
  { call: 'list identities -e SERVER --format toml', exit: 1, out: nothing, err: /json-pretty/ },
  { call: 'list identities -e SERVER 1', exit: 1, out: nothing, err: /give both/ },
  { call: 'list identities -e SERVER --page-size 5000', exit: 1, out: nothing, err: /1 to 1000/ },
  { call: 'list identities -e SERVER --page-token nonsense', exit: 1, out: nothing, err: /400/ },
  {
    call: 'list identities -e SERVER',
    env: { PALLAS_ADMIN_TOKEN: 'wrong' },
    exit: 1,
    out: nothing,
    err: /401/,
  },
  { call: 'list identities -e ftp://127.0.0.1', exit: 1, out: nothing, err: /web address/ },
  {
    call: 'list identities -e http://a:secret-word@127.0.0.1',
    exit: 1,
    out: nothing,
    err: /PALLAS_ADMIN_TOKEN/,
  },
  { call: 'list identities -c SERVED -e SERVER -q', out: new RegExp(uuid), err: noUse },
  { call: 'get identity ID -e SERVER', out: oneIdentity },
  { call: 'get identity ID --format table -e SERVER', out: identityTable },
  { call: 'get identity ID --format json -e SERVER', out: json(isIdentity) },
  {
    call: 'get identity ID ID --format json -e SERVER',
    out: json((all) => {
      areIdentities(all)
      assert.equal(all.length, 2)
    }),
  },
  {
    call: 'get identity ID --include-credentials password -e SERVER --format json',
    out: json((one) => assert.ok(one.credentials.password)),
  },
  {
    call: 'get identity -i oidc -i password ID -e SERVER --format jsonpath=.traits.email',
    out: /^\S+@example.org\n$/,
  },
  { call: 'get identity ID UNKNOWN -e SERVER -q', exit: 1, out: oneId, err: /^\S+: 404: .+\n$/ },
  { call: 'get identity UNKNOWN -e SERVER', exit: 1, out: nothing, err: /404/ },
  { call: 'identities get ID -e SERVER -f json', out: json(isIdentity) },
  { call: 'import identities PERSON -e SERVER', out: oneIdentity },
  { call: 'import identities PERSON PRETTY -e SERVER -q', out: twoIds },
  { call: 'import identities PEOPLE -e SERVER --format json', out: json(areIdentities) },
  { call: 'import identities LINES -e SERVER -q', out: twoIds },
  { call: 'import identities -e SERVER', input: 'person', out: oneIdentity },
  { call: 'import identities -e SERVER -q', input: 'people', out: twoIds },
  { call: 'identities import PERSON -e SERVER', out: oneIdentity },
  { call: 'identities put PERSON -e SERVER', out: oneIdentity },
  {
    call: 'import identities PERSON WRONG PRETTY -e SERVER -q',
    exit: 1,
    out: twoIds,
    err: /^\S+wrong\S* 1: 400: .*email/,
  },
  {
    call: 'import identities PERSON MISSING -e SERVER',
    exit: 1,
    out: nothing,
    err: /no such file/,
  },
  { call: 'import identities GARBAGE -e SERVER', exit: 1, out: nothing, err: /no JSON object/ },
  {
    call: 'identities import PERSON -e SERVER --batch 5',
    exit: 1,
    out: nothing,
    err: /--batch works only on the database/,
  },
  {
    call: 'validate identity PERSON PEOPLE -e SERVER',
    out: nothing,
    err: /^3 valid, 0 refused\n$/,
  },
  {
    call: 'validate identity WRONG PERSON -e SERVER',
    exit: 1,
    err: /1: traits\.email: .*\n1 valid, 1 refused\n$/,
  },
  {
    call: 'validate identity -e SERVER --format json',
    input: 'people',
    out: json((value) => assert.deepEqual(value, { valid: 2, refused: 0 })),
  },
  { call: 'identities validate PERSON -e SERVER', err: /^1 valid/ },
  { call: 'delete identity ID -e SERVER', out: new RegExp(`^ID +${uuid}\\n$`) },
  { call: 'delete identity ID UNKNOWN ID -e SERVER -q', exit: 1, out: twoIds, err: /404/ },
  {
    call: 'delete identity ID ID -e SERVER --format json',
    out: json((ids) => assert.equal(ids.length, 2)),
  },
  { call: 'identities delete ID -e SERVER -q', out: oneId },
  { call: 'identities patch PERSON', exit: 1, out: nothing, err: /PATCH/ },

  // the database
  { call: 'list identities -c SERVED', out: identityTable },
  { call: '-c SERVED list identities 1 2 -q', out: twoIds },
  { call: 'get identity ID -c SERVED --format yaml', out: (text) => isIdentity(parse(text)) },
  { call: 'import identities PEOPLE -c SERVED -q', out: twoIds, err: /identity\.changed/ },
  { call: 'delete identity ID -c SERVED -q', out: oneId, err: /identity\.changed/ },
  {
    call: 'validate identity WRONG PEOPLE -c SERVED',
    exit: 1,
    out: nothing,
    err: /2 valid, 1 refused/,
  },
  { call: 'identities list -c SERVED', out: /^\{"id":"[^]*"\}\n$|^\{/ },
  { call: 'identities list -c SERVED --format table', out: identityTable },
  { call: 'identities get ID -c SERVED', out: json(isIdentity) },
  {
    call: 'identities import PEOPLE PRETTY -c SERVED',
    err: /2 created, 0 already existing, 0 refused\n.*1 created/,
  },
  { call: 'identities validate PRETTY LINES -c SERVED', err: /^1 valid, 0 refused\n2 valid/ },
  { call: 'identities delete ID -c SERVED', out: oneId, err: /identity\.changed/ },

  // hashes, programs, shells
  {
    call: 'hashers argon2 hash one two --memory 8MB --iterations 1 --parallelism 2',
    out: /^(\$argon2id\$v=19\$m=8192,t=1,p=2\$\S+\n){2}$/,
  },
  {
    call: 'hashers argon2 hash --parallel one two --memory 8MB --key-length 16 --salt-length 16',
    out: /^(\$argon2id\S+\n){2}$/,
  },
  {
    call: 'hashers argon2 hash one --memory 8MB --dedicated-memory 1GB',
    out: /^\$argon2id/,
    err: /^warning: --dedicated-memory has no effect\n$/,
  },
  { call: 'hashers argon2 hash --memory 8MB', input: 'password', out: /^\$argon2id\S+\n$/ },
  {
    call: 'hashers argon2 calibrate 9s -m 8MB -i 63 -r 1',
    out: /^# one hash takes[^]* {4}iterations: \d+\n/,
  },
  {
    call: 'hashers argon2 calibrate 1 -m 8MB -i 63 -r 1 --min-duration 9s --format json',
    out: json((value) =>
      assert.deepEqual(Object.keys(value), [
        'memory',
        'iterations',
        'parallelism',
        'salt_length',
        'key_length',
      ]),
    ),
  },
  {
    call: 'hashers argon2 calibrate 9s -q -m 8MB -i 63 -r 1 --max-memory 7MB',
    out: /^hashers:\n[^]*memory: 7168KB\n/,
  },
  { call: 'hashers argon2 hash one --memory 900GB', exit: 1, out: nothing, err: /at most 4GB/ },
  { call: 'hashers argon2 hash one --memory 1KB', exit: 1, out: nothing, err: /too small/ },
  { call: 'hashers argon2 hash one --iterations 5000', exit: 1, out: nothing, err: /at most 1000/ },
  {
    call: 'hashers argon2 calibrate often',
    exit: 1,
    out: nothing,
    err: /"often" is not a duration/,
  },
  {
    call: 'hashers argon2 load-test 600 --for 500ms --memory 8MB --iterations 1',
    out: /^TOTAL TIME +\d+ms\nMEDIAN REQUEST TIME [^]*HASHED +5\nREFUSED +0\n$/,
  },
  {
    call: 'hashers argon2 load-test 60 --for 10ms --memory 8MB --min-duration 1h --format json',
    out: json((value) => assert.equal(value.hashed, '1')),
    err: /^warning: a hash takes/,
  },
  { call: 'format jsonnet PROGRAM', out: /^\{ a: 1 \}\n$/ },
  { call: 'format jsonnet -w PROGRAM', out: nothing, err: /program/ },
  { call: 'jsonnet format PROGRAM', out: /^\{ a: 1 \}\n$/ },
  { call: 'lint lint PROGRAM', out: nothing },
  { call: 'lint jsonnet UNPARSABLE', exit: 1, out: /unparsable\S*:1:/ },
  { call: 'jsonnet lint PROGRAM', out: nothing },
  ...['bash', 'zsh', 'fish', 'powershell'].map((shell) => ({
    call: `completion ${shell}`,
    out: /pallas/,
  })),
  { call: 'completion csh', exit: 1, out: nothing, err: /bash/ } as const,
  { call: 'complete -- list ident', out: /^identities/ },
  { call: 'version', out: /^\d+\.\d+\.\d+\n$/ },
  { call: '-c CONFIG version', out: /^\d+\.\d+\.\d+\n$/, err: noUse },
  { call: '--version', out: /^\d+\.\d+\.\d+\n$/ },
  { call: 'help', out: /^Usage: pallas / },
  { call: 'help list identities', out: /^Usage: pallas list identities/ },
  { call: '--help serve', out: /^Usage: pallas serve/ },
]
