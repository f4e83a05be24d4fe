import type { ProviderTest, TestResult } from '#flow/federation/provider-test.ts'
import type { Json } from '#lib/json.ts'
import type { MessageRenderer } from '#messages/render.ts'

/** What a trial sign-in at a provider has shown. */
export function presentProviderTest(
  { provider, result }: ProviderTest,
  render: MessageRenderer,
): Json {
  return {
    provider_id: provider,
    ...(result === undefined ? {} : { debug_payload: payloadOf(result, render) }),
  }
}

function payloadOf(result: TestResult, render: MessageRenderer): Json {
  const { idTokenClaims, userinfo, mapperInput, mapperUrl, output, problems, fault } = result
  const because = fault && [fault.reason, ...fault.messages.map((one) => render(one).text)]
  const reason = because?.filter((one) => one !== '').join(' ') ?? ''
  return {
    ...(idTokenClaims === undefined ? {} : { id_token_claims: idTokenClaims }),
    ...(userinfo === undefined ? {} : { userinfo }),
    ...(mapperInput === undefined ? {} : { jsonnet_input: mapperInput }),
    ...(output === undefined ? {} : { jsonnet_output: output }),
    ...(mapperUrl === undefined ? {} : { jsonnet_mapper_url: mapperUrl }),
    ...(fault?.step === 'mapper' ? { jsonnet_stderr: reason } : {}),
    ...(problems.length === 0
      ? {}
      : {
          schema_validation_errors: problems.map(({ field, message }) => ({
            path: field ?? '',
            message: render(message).text,
          })),
        }),
    ...(fault
      ? {
          error: {
            step: fault.step,
            message:
              fault.step === 'provider'
                ? 'The provider has not proved who this is.'
                : 'The mapper has made no identity.',
            reason,
          },
        }
      : {}),
  }
}
