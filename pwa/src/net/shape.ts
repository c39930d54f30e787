/** Whether what a stranger sent has the shape it should: small checks that compose. Unknown extra keys are passed over. */

export type Check<T> = (value: unknown) => value is T;

export const flag: Check<boolean> = (value) => typeof value === "boolean";

/** A count, a version or a time: never negative. */
export const whole: Check<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

export function text(lengthMax: number): Check<string> {
  // At most two UTF-16 units a code point: cheap, and it can only let a text through that is short anyway.
  return (value): value is string => typeof value === "string" && value.length <= 2 * lengthMax;
}

export function binary(lengthMin: number, lengthMax = lengthMin): Check<Uint8Array> {
  return (value): value is Uint8Array =>
    value instanceof Uint8Array && value.length >= lengthMin && value.length <= lengthMax;
}

export function oneOf<const T extends string>(...words: readonly T[]): Check<T> {
  return (value): value is T => words.includes(value as T);
}

export function exactly<const T extends number>(number: T): Check<T> {
  return (value): value is T => value === number;
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function listOf<T>(check: Check<T>, lengthMax: number): Check<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= lengthMax && value.every(check);
}

export function tuple<T extends readonly unknown[]>(...checks: { [K in keyof T]: Check<T[K]> }): Check<T> {
  return (value): value is T =>
    Array.isArray(value) &&
    value.length === checks.length &&
    checks.every((check, index) => check(value[index]));
}

export function record<T extends object>(checks: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const entries = Object.entries(checks) as [string, Check<unknown>][];
  return (value): value is T =>
    isMap(value) && entries.every(([key, check]) => Object.hasOwn(value, key) && check(value[key]));
}

export function mapOf<T>(check: Check<T>, sizeMax: number): Check<{ readonly [key: string]: T }> {
  return (value): value is { readonly [key: string]: T } => {
    if (!isMap(value)) return false;
    const values = Object.values(value);
    return values.length <= sizeMax && values.every(check);
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
