// Traces, in the published spellings of all formats.
import { choice, flag, limitedText, number, text } from '#lib/json-schema.ts'
import { maybe, open, or, section } from './node.ts'

const sampling = () => open(section({ sampling_ratio: maybe(number(0, 1)) }))

export const tracing = open(
  section({
    provider: maybe(choice('otel', 'zipkin', 'jaeger', 'instana', 'datadog', 'elastic-apm')),
    service_name: maybe(limitedText({ minLength: 1 })),
    deployment_environment: maybe(limitedText({ minLength: 1 })),
    providers: open(
      section({
        otlp: open(
          section({
            server_url: maybe(limitedText({ minLength: 1 })),
            insecure: or(flag, false),
            authorization_header: maybe(text),
            sampling: sampling(),
          }),
        ),
        zipkin: open(
          section({ server_url: maybe(limitedText({ minLength: 1 })), sampling: sampling() }),
        ),
      }),
    ),
  }),
)
