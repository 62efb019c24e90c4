import { ApiError } from "@slipway/contract";

const MISSING = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);
const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** Whether a file system call failed because nothing is at the path. */
export const isMissing = (error: unknown): boolean => MISSING.has(codeOf(error));

/** The error of the API that a failed write is; others are passed through. */
export function translate(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === "ENOTDIR" || code === "EEXIST")
    return new ApiError("INVALID_PARAMETER_VALUE", `'${path}' would lie below a file.`);
  if (code === "EISDIR") return new ApiError("INVALID_PARAMETER_VALUE", `'${path}' is a directory.`);
  if (code === "ENAMETOOLONG")
    return new ApiError("INVALID_PARAMETER_VALUE", `'${path}' is too long a path.`);
  if (FULL.has(code))
    return new ApiError("TEMPORARILY_UNAVAILABLE", `No space left to store '${path}'; nothing was stored.`);
  return error;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
