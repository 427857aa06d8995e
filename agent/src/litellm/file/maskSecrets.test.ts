import { describe, expect, it } from '@jest/globals';
import { maskSecrets } from './maskSecrets.ts';

describe('maskSecrets', () => {
  it('masks what is written out and shows references, in the text as it stands', () => {
    const text = `model_list:
  - model_name: a # mine
    litellm_params: { model: openai/x, api_key: "literal-secret", aws_secret_access_key: shh }
  - model_name: b
    litellm_params: { model: openai/x, api_key: os.environ/B_KEY, max_tokens: 100, extra_headers: { X-Any: hidden } }
general_settings:
  master_key: sk-1234
  database_url: postgresql://user:pa55@db/litellm
`;
    expect(maskSecrets(text)).toBe(`model_list:
  - model_name: a # mine
    litellm_params: { model: openai/x, api_key: ***, aws_secret_access_key: *** }
  - model_name: b
    litellm_params: { model: openai/x, api_key: os.environ/B_KEY, max_tokens: 100, extra_headers: { X-Any: *** } }
general_settings:
  master_key: ***
  database_url: postgresql://user:***@db/litellm
`);
  });

  it('masks keys in comments, lists and texts that do not parse', () => {
    expect(maskSecrets('# was sk-abcdefghijklmnop\nx: [ok, sk-proj-abcdefghijkl]\n')).toBe('# was ***\nx: [ok, ***]\n');
    expect(maskSecrets('x: [\n  api_key: gsk_abcdefghijklmnop\n')).not.toContain('abcdefgh');
  });

  it('masks every value of environment_variables', () => {
    expect(maskSecrets('environment_variables:\n  LANGFUSE_PUBLIC: pk-x\n')).toBe(
      'environment_variables:\n  LANGFUSE_PUBLIC: ***\n',
    );
  });
});
