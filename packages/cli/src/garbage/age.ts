import { InvalidArgumentError } from "commander";

const UNITS = [86_400_000, 3_600_000, 60_000, 1000];

/**
 * Reads an age in the form of MLflow's `gc`: days, hours, minutes and seconds, e.g. `1d2h3m4s` or `1.5d`.
 * @returns milliseconds
 * @throws InvalidArgumentError
 */
export function parseAge(text: string): number {
  const parts = /^(?:([\d.]+)d)?(?:([\d.]+)h)?(?:([\d.]+)m)?(?:([\d.]+)s)?$/.exec(text);
  const numbers = (parts?.slice(1) ?? []).map((part) => (part === undefined ? 0 : Number(part)));
  if (text === "" || !parts || numbers.some(Number.isNaN))
    throw new InvalidArgumentError(
      `Could not parse any time information from '${text}'. Examples of valid strings: '8h', '2d8h5m20s', '2m4s'`,
    );
  return Math.trunc(numbers.reduce((sum, number, index) => sum + number * (UNITS[index] ?? 0), 0));
}
