import { AppError } from '@/lib/errors/app-error';

/** What the log may say of an error: our own messages hold no values, those of libraries may, so of them only name, code and places. */
export function reasonOf(error: unknown): string {
  if (error instanceof AppError)
    return `${error.code}: ${error.message}${error.cause instanceof Error ? ` (${placesOf(error.cause)})` : ''}`;
  return error instanceof Error ? placesOf(error) : typeof error;
}

function placesOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...places.slice(0, 12).map((line) => line.trim())].join(' | ');
}
