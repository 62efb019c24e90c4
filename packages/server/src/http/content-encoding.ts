import type { FastifyRequest } from "fastify";

/** Endings of the names of files that the build has packed, the best first. */
export const SUFFIXES = { br: ".br", gzip: ".gz" } as const;
export type Encoding = keyof typeof SUFFIXES;

const ENCODINGS = Object.keys(SUFFIXES) as Encoding[];

/** The best encoding that there is and that the client takes; undefined for none. */
export function chooseEncoding(
  { headers }: FastifyRequest,
  exists: (encoding: Encoding) => boolean,
): Encoding | undefined {
  const accepted = new Set(
    String(headers["accept-encoding"] ?? "")
      .split(",")
      .filter((entry) => !/;\s*q=0(?:\.0*)?\s*$/.test(entry))
      .map((entry) => entry.split(";")[0]?.trim().toLowerCase()),
  );
  return ENCODINGS.find((encoding) => accepted.has(encoding) && exists(encoding));
}
