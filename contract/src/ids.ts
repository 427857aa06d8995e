import { z } from 'zod';

const ID_SHAPE = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}$/;

function hasCleanSegments(id: string): boolean {
  return id.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/**
 * Id of a provider, model or client: 1–100 characters of `A–Z a–z 0–9 . _ : / @ + -`, beginning with a letter or digit.
 * Segments between slashes may not be empty, `.` or `..`, because ids are the rest of a URL path in the control API.
 */
export const idSchema = z
  .string()
  .regex(ID_SHAPE, 'must be 1 to 100 characters of A-Z a-z 0-9 . _ : / @ + - and begin with a letter or a digit')
  .refine(hasCleanSegments, 'must not hold an empty, "." or ".." segment and must not end with a slash');
