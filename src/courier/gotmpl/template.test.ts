import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compile, TemplateFault, type Value } from './template.ts'

const data: Value = {
  To: 'ada@example.org',
  RecoveryCode: '123456',
  Count: 3,
  Price: 1.5,
  Nothing: null,
  Yes: true,
  Empty: '',
  Identity: {
    id: 'i-1',
    traits: { name: { first: 'Ada', last: 'Lovelace' }, tags: ['a', 'b', 'c'] },
  },
  Words: { b: 2, a: 1 },
}
const text = (template: string, on: Value = data) =>
  compile(template).run(on, 'text', { now: new Date('2026-03-04T15:06:07.008Z') })
const html = (template: string, on: Value = data) => compile(template).run(on, 'html')
const table = (cases: Readonly<Record<string, string>>) => {
  for (const [template, expected] of Object.entries(cases))
    assert.equal(text(template), expected, template)
}

describe('a template in the language of Go', () => {
  it('prints fields, and nothing for unknown ones', () => {
    table({
      'Hi {{ .Identity.traits.name.first }}!': 'Hi Ada!',
      '{{ .To }}{{ .Missing }}{{ .Missing.More }}{{ .Nothing }}': 'ada@example.org',
      '{{ .Count }} {{ .Price }} {{ .Yes }} {{ .Words }} {{ .Identity.traits.tags }}':
        '3 1.5 true map[a:1 b:2] [a b c]',
      '{{ (index .Identity.traits.tags 1) }}': 'b',
    })
  })

  it('reads nothing but data', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      assert.equal(
        text(`{{ .${name} }}{{ .To.${name} }}{{ index . "${name}" }}{{ get . "${name}" }}`),
        '',
      )
  })

  it('trims spaces around actions and leaves comments out', () => {
    table({
      'a  {{- 1 -}}  b': 'a1b',
      'a {{/* no */}} b': 'a  b',
      'a {{- /* no */ -}} b': 'ab',
      '{{-3}} x': '-3 x',
      'a\n{{- "" }} b': 'a b',
    })
  })

  it('has if, else if and else', () => {
    const template = '{{ if eq .Count 1 }}one{{ else if eq .Count 2 3 }}some{{ else }}many{{ end }}'
    assert.deepEqual(
      [1, 3, 9].map((Count) => text(template, { Count })),
      ['one', 'some', 'many'],
    )
    table({
      '{{ if .Empty }}y{{ else }}n{{ end }}': 'n',
      '{{ if and .Yes .Count }}y{{ end }}': 'y',
      '{{ if or .Empty .Nothing }}y{{ else }}n{{ end }}': 'n',
      '{{ if not .Empty }}y{{ end }}': 'y',
    })
  })

  it('iterates over lists, maps and numbers', () => {
    table({
      '{{ range .Identity.traits.tags }}<{{ . }}>{{ end }}': '<a><b><c>',
      '{{ range $i, $t := .Identity.traits.tags }}{{ $i }}={{ $t }},{{ end }}': '0=a,1=b,2=c,',
      '{{ range $k, $v := .Words }}{{ $k }}{{ $v }}{{ end }}': 'a1b2',
      '{{ range .Nothing }}x{{ else }}none{{ end }}': 'none',
      '{{ range 3 }}{{ . }}{{ end }}': '012',
      '{{ range .Identity.traits.tags }}{{ if eq . "b" }}{{ continue }}{{ end }}{{ . }}{{ end }}':
        'ac',
      '{{ range .Identity.traits.tags }}{{ . }}{{ break }}{{ end }}': 'a',
      '{{ range .Identity.traits.tags }}{{ $.To }} {{ end }}':
        'ada@example.org ada@example.org ada@example.org ',
    })
  })

  it('has variables with the scope of their block', () => {
    table({
      '{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}': '2',
      '{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}': '1',
      '{{ with $n := .Identity.traits.name }}{{ $n.last }} {{ .first }}{{ end }}': 'Lovelace Ada',
    })
    assert.throws(
      () => compile('{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}'),
      /\$x is not defined/,
    )
  })

  it('calls templates that it defines and that it is given', () => {
    table({
      '{{ define "a" }}<{{ . }}>{{ end }}{{ template "a" .To }}{{ template "a" }}':
        '<ada@example.org><>',
      '{{ block "b" .Count }}[{{ . }}]{{ end }}': '[3]',
    })
    assert.equal(
      compile('{{ template "email.body.de.gotmpl" . }}', {
        'email.body.de.gotmpl': 'Hallo {{ .To }}',
      }).run(data, 'text'),
      'Hallo ada@example.org',
    )
  })

  it('has pipelines, with the value as the last argument', () => {
    table({
      '{{ .To | upper }}': 'ADA@EXAMPLE.ORG',
      '{{ .Count | printf "%s-%d" "x" | quote }}': '"x-3"',
      '{{ .Identity.traits.tags | join "+" }}': 'a+b+c',
      '{{ (len .RecoveryCode) | add 1 }}': '7',
      '{{ "x" | repeat 3 }}': 'xxx',
    })
  })

  it('has the functions of Go', () => {
    table({
      '{{ len "héé" }} {{ len .Words }}': '5 2',
      '{{ print 1 2 "a" "b" 3 }}': '1 2ab3',
      '{{ println "a" 1 }}': 'a 1\n',
      '{{ printf "%05d|%-4s|%4s|%.2f|%x|%q|%v|%%|%t" 42 "ab" "cd" 1.005 255 "q" .Count true }}':
        '00042|ab  |  cd|1.00|ff|"q"|3|%|true',
      '{{ index .Words "b" }}{{ index .Words "z" }}': '2',
      '{{ slice "abcdef" 1 3 }}': 'bc',
      '{{ urlquery "a b&c" }}': 'a+b%26c',
      '{{ js "</script>" }}': '\\u003c\\u002fscript\\u003e',
      '{{ html "<a>" }}': '&lt;a&gt;',
      '{{ lt 1 2 }} {{ ge "b" "a" }} {{ ne 1 1 }} {{ le 2 2 }} {{ gt 1 2 }}':
        'true true false true false',
    })
  })

  it('has the common functions of Sprig', () => {
    table({
      '{{ default "d" .Empty }} {{ default "d" "v" }} {{ .Nothing | default "n" }}': 'd v n',
      '{{ coalesce .Empty .Nothing "z" }}': 'z',
      '{{ ternary "a" "b" .Yes }}': 'a',
      '{{ title "hello big world" }}': 'Hello Big World',
      '{{ trimSuffix ".org" .To }} {{ trimPrefix "ada" .To }}': 'ada@example @example.org',
      '{{ trimAll "x" "xxaxx" }} {{ trim "  a " }}': 'a a',
      '{{ replace "a" "b" "banana" }} {{ substr 1 3 "abcdef" }}': 'bbnbnb bc',
      '{{ trunc 3 "abcdef" }} {{ trunc -2 "abcdef" }}': 'abc ef',
      '{{ $p := split "@" .To }}{{ $p._0 }} {{ first (splitList "@" .To) }}': 'ada ada',
      '{{ last (list 1 2 3) }} {{ rest (list 1 2 3) }}': '3 [2 3]',
      '{{ contains "b" "abc" }} {{ hasPrefix "a" "abc" }} {{ hasSuffix "a" "abc" }}':
        'true true false',
      '{{ add 1 2 3 }} {{ sub 5 2 }} {{ mul 2 3 }} {{ div 7 2 }} {{ mod 7 2 }}': '6 3 6 3 1',
      '{{ max 1 5 3 }} {{ min 4 2 }}': '5 2',
      '{{ $d := dict "k" "v" }}{{ get $d "k" }}{{ hasKey $d "x" }} {{ $d | toJson }}':
        'vfalse {"k":"v"}',
      '{{ b64enc "hi" }} {{ b64dec "aGk=" }} {{ squote "a" }}': "aGk= hi 'a'",
      '{{ nospace " a b " }} {{ int "12" }} {{ toString 5 }} {{ empty "" }}': 'ab 12 5 true',
      '{{ now | date "2006-01-02 15:04:05 Mon Jan _2" }}': '2026-03-04 15:06:07 Wed Mar  4',
    })
  })

  it('does not run code in data', () => {
    assert.equal(text('{{ .x }}', { x: '{{ .Secret }}' }), '{{ .Secret }}')
    assert.equal(
      html('<p>{{ .x }}</p>', { x: '{{ .Secret }}<b>' }),
      '<p>{{ .Secret }}&lt;b&gt;</p>',
    )
  })

  it('tells the line of a fault', () => {
    for (const [template, problem] of Object.entries({
      'a\n{{ if }}': /line 2: a value is missing/,
      '{{ nope 1 }}': /line 1: there is no function nope/,
      '\n\n{{ .A': /line 3: an action is not closed/,
      '{{ end }}': /closes nothing/,
      '{{ if .A }}': /if is not closed/,
      '{{ 1 2 }}': /only functions take arguments/,
      '{{ "a }}': /not understood/,
    }))
      assert.throws(
        () => compile(template),
        (error) => error instanceof TemplateFault && problem.test(error.message),
        template,
      )
    assert.throws(
      () => text('\n{{ index .Identity.traits.tags 9 }}'),
      /line 2: the index is outside/,
    )
  })

  it('stops when it takes too long or becomes too large', () => {
    const nested = '{{ range 400 }}{{ range 400 }}{{ range 400 }}{{ end }}{{ end }}{{ end }}'
    for (const template of [
      nested,
      '{{ repeat 9999999 "x" }}',
      '{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}',
      '{{ $x := "x" }}{{ range 40 }}{{ $x = replace "x" "xx" $x }}{{ end }}',
      '{{ printf "%9999999d" 1 }}',
      '{{ range 99999999 }}x{{ end }}',
      `{{ range 2000 }}${'x'.repeat(1000)}{{ end }}`,
    ])
      assert.throws(() => text(template), TemplateFault, template.slice(0, 60))
    assert.throws(() => compile(`{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`), TemplateFault)
  })
})

describe('values in HTML', () => {
  const evil = { x: `"'<script>alert(1)</script>&` }
  it('are escaped in text and attributes', () => {
    assert.equal(
      html('<p title="{{ .x }}">{{ .x }}</p>', evil),
      '<p title="&#34;&#39;&lt;script&gt;alert(1)&lt;/script&gt;&amp;">' +
        '&#34;&#39;&lt;script&gt;alert(1)&lt;/script&gt;&amp;</p>',
    )
    assert.equal(
      html('<p title={{ .x }} class=y>', { x: 'a onclick=b' }),
      '<p title=a&#32;onclick&#61;b class=y>',
    )
    assert.equal(html('<p>{{ html .x }}</p>', { x: '<b>' }), '<p>&lt;b&gt;</p>')
  })
  it('cannot be harmful links', () => {
    assert.equal(
      html('<a href="{{ .x }}">', { x: 'https://a.example/?a=1&b=2' }),
      '<a href="https://a.example/?a=1&amp;b=2">',
    )
    for (const x of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'java\nscript:x',
    ])
      assert.equal(html('<a href="{{ .x }}">', { x }), '<a href="#unsafe">')
    assert.equal(
      html('<a href="/p?q={{ .x }}">', { x: 'a b&c"d' }),
      '<a href="/p?q=a%20b%26c%22d">',
    )
    assert.equal(
      html('<a href="mailto:{{ .x }}">', { x: 'a@b.example' }),
      '<a href="mailto:a@b.example">',
    )
    assert.equal(html('<a title="x" href={{ .x }}>', { x: '/a b' }), '<a title="x" href=/a%20b>')
  })
  it('are values in scripts, and only words and numbers in styles', () => {
    assert.equal(
      html('<script>var a = {{ .x }}; var b = "{{ .x }}"</script>{{ .x }}', { x: '</script>"' }),
      '<script>var a = "\\u003c/script\\u003e\\""; ' +
        'var b = "\\u003c\\u002fscript\\u003e\\u0022"</script>&lt;/script&gt;&#34;',
    )
    assert.equal(
      html('<p onclick="f({{ .x }})">', { x: '");x("' }),
      '<p onclick="f(&#34;\\&#34;);x(\\&#34;&#34;)">',
    )
    assert.equal(html('<p style="color: {{ .x }}">', { x: 'red' }), '<p style="color: red">')
    assert.equal(
      html('<p style="color: {{ .x }}"><style>{{ .x }}</style>', { x: 'url(javascript:x)' }),
      '<p style="color: unsafe"><style>unsafe</style>',
    )
  })
  it('are left out in comments, and refused inside a tag', () => {
    assert.equal(
      html('<!-- {{ .x }} --><title>{{ .x }}</title>', { x: '--><b>' }),
      '<!--  --><title>--&gt;&lt;b&gt;</title>',
    )
    for (const template of ['<{{ .x }}>', '</{{ .x }}>', '<p {{ .x }}>', '<p a{{ .x }}="b">'])
      assert.throws(() => html(template, { x: 'onclick' }), /inside of a tag/)
  })
})
