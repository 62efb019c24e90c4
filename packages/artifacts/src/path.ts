import { ApiError } from "@slipway/contract";

declare const checked: unique symbol;

/**
 * The place of an artifact below its root: `/` between segments, none of them empty, `.` or `..`. Made only by
 * {@link parseArtifactPath} and {@link parseDirectoryPath}, so that a store can join it to its root unseen.
 */
export type ArtifactPath = string & { readonly [checked]: true };

/** The root itself. */
export const ROOT = "" as ArtifactPath;

const LIMITS = { bytes: 4096, segmentBytes: 255, segments: 255, decodings: 5 };

// With the u flag only lone surrogates are \p{Cs}.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const ENCODED = /(?:%[0-9a-f]{2})+/gi;
// More bytes than a character needs: how a dot or a slash hides from a decoder that is strict.
const OVERLONG = /%(?:c[01]|e0%[89][0-9a-f]|f0%8[0-9a-f])%[89ab][0-9a-f]/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:(?:\/|$)/i;
const DRIVE = /^[a-z]:/i;
const WINDOWS_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[. ]$|[:*?"<>|]/i;

/**
 * Checks the path of a file that a client named, once decoded from its address.
 * The path is looked at again as if it were encoded once more, and so on: what would leave the root at any
 * reading is refused. What is accepted is the path as it was given, so `100%` and `a%20b` are names, and so is
 * `sample%step%0%timestamp%1795530134597`: MLflow 2's clients name images in this way, whatever `%17` would be.
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function parseArtifactPath(raw: string): ArtifactPath {
  if (raw === "") throw refused("it is empty");
  check(raw);
  return raw as ArtifactPath;
}

/** As {@link parseArtifactPath}, for a directory: nothing is the root, and one slash may end the path. */
export function parseDirectoryPath(raw: string | undefined): ArtifactPath {
  const trimmed = raw?.endsWith("/") && raw !== "/" ? raw.slice(0, -1) : raw;
  return trimmed ? parseArtifactPath(trimmed) : ROOT;
}

/** The path of a file or directory below another one. */
export const joinArtifactPath = (...parts: readonly ArtifactPath[]): ArtifactPath =>
  parts.filter((part) => part !== ROOT).join("/") as ArtifactPath;

/** What is left of a path below one of its directories; undefined when it is not inside, segment by segment. */
export function relativeArtifactPath(directory: ArtifactPath, path: ArtifactPath): ArtifactPath | undefined {
  if (directory === ROOT) return path;
  if (path === directory) return ROOT;
  return path.startsWith(`${directory}/`) ? (path.slice(directory.length + 1) as ArtifactPath) : undefined;
}

function check(raw: string): void {
  if (Buffer.byteLength(raw) > LIMITS.bytes) throw refused(`it is longer than ${LIMITS.bytes} bytes`);
  if (UNPRINTABLE.test(raw)) throw refused("it has a control character or half a character");
  let reading = raw;
  for (let round = 0; ; round++) {
    checkReading(reading);
    const next = decode(reading);
    if (next === reading) return;
    if (round === LIMITS.decodings) throw refused("it is percent-encoded many times over");
    reading = next;
  }
}

function checkReading(path: string): void {
  if (path.includes("\\")) throw refused("it has a backslash; segments are separated by '/'");
  if (path.startsWith("/")) throw refused("it is absolute; give it relative to the artifact root");
  if (SCHEME.test(path) || DRIVE.test(path)) throw refused("it has a scheme or a drive letter");
  const segments = path.split("/");
  if (segments.length > LIMITS.segments) throw refused(`it has more than ${LIMITS.segments} segments`);
  for (const segment of segments) checkSegment(segment);
}

function checkSegment(segment: string): void {
  if (segment === "") throw refused("it has an empty segment");
  if (segment === "." || segment === "..") throw refused(`it has the segment '${segment}'`);
  if (Buffer.byteLength(segment) > LIMITS.segmentBytes)
    throw refused(`it has a segment longer than ${LIMITS.segmentBytes} bytes`);
  if (process.platform === "win32" && WINDOWS_NAME.test(segment))
    throw refused(`'${segment}' is no file name on Windows`);
}

/** One round of percent-decoding; a `%` that encodes nothing stands for itself. */
function decode(text: string): string {
  if (OVERLONG.test(text)) throw refused("its percent-encoding is not UTF-8");
  return text.replace(ENCODED, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
}

const refused = (why: string) => new ApiError("INVALID_PARAMETER_VALUE", `Invalid path: ${why}.`);
