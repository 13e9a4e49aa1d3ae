import type { UseFormReturnType } from '@mantine/form';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/problem';
import { landErrors, sentenceOf } from './errors';

function formOf(values: Record<string, string>) {
  const errors: Record<string, unknown> = {};
  const setFieldError = (field: string, words: unknown) => {
    errors[field] = words;
  };
  const form = { getValues: () => values, setFieldError };
  return { form: form as unknown as UseFormReturnType<Record<string, string>>, errors };
}

describe('errors in words', () => {
  it('prefers our words for a code over the server’s', () => {
    expect(sentenceOf(new ApiError({ code: 'throttled', detail: 'Expected available in 12 seconds.' }, 429))).toMatch(/^Too many tries/);
    expect(sentenceOf(new ApiError({ code: 'never_heard_of', detail: 'The bed is cold.' }, 409))).toBe('The bed is cold.');
  });

  it('speaks of the network when there is no answer, of the server when it failed', () => {
    expect(sentenceOf(new ApiError({}, 0))).toMatch(/^No connection/);
    expect(sentenceOf(new ApiError({}, 500))).toMatch(/^The server stumbled/);
  });

  it('lands on the fields there are, and says the rest', () => {
    const { form, errors } = formOf({ email: 'x', password: 'y' });
    const problem = new ApiError(
      {
        code: 'invalid',
        fields: { email: [{ code: 'email_taken', message: 'm' }], captcha: [{ code: 'strange', message: 'Turn it round.' }] },
      },
      400,
    );
    expect(landErrors(form, problem)).toBe('Turn it round.');
    expect(errors).toEqual({ email: 'There is an account with this address. Sign in instead.' });
  });

  it('has nothing more to say when every error found its field', () => {
    const { form, errors } = formOf({ email: '' });
    expect(landErrors(form, new ApiError({ fields: { email: [{ code: 'blank', message: 'm' }] } }, 400))).toBeUndefined();
    expect(errors.email).toBe('This is needed.');
  });
});
