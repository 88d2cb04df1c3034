import { AppError } from '@/lib/errors/app-error';
import { envelopeCode } from '@/lib/http/error-table';

/** Why something was refused, as it is told inside a stream or a socket that stands already. */
export function refusalOf(error: unknown): { code: number; reason: string; msg: string } {
  const code = error instanceof AppError ? error.code : 'internal';
  return { code: envelopeCode(code), reason: code, msg: error instanceof AppError ? error.message : 'Something broke on the server.' };
}
