import { ApiError } from "@slipway/contract";
import { codeOf, messageOf } from "./error-code.js";

/** What a database's codes mean to a client. */
interface Meanings {
  isLost(error: unknown): boolean;
  /** What is said of an error that passes without a restart; nothing of the write is stored then. */
  passing(code: string): string | undefined;
  /** Whether the database does not take a value. */
  isRefused(code: string): boolean;
}

/** Makes the error of the API out of an error of a database server, as MLflow answers it; any other stays itself. */
export const errorTranslator =
  ({ isLost, passing, isRefused }: Meanings) =>
  (error: unknown): unknown => {
    if (error instanceof ApiError) return error;
    const code = codeOf(error);
    const because = `(${code || "no code"}: ${messageOf(error)})`;
    const message = isLost(error) ? "The database cannot be reached. Try again." : passing(code);
    if (message) return new ApiError("TEMPORARILY_UNAVAILABLE", `${message} ${because}`);
    if (isRefused(code)) return new ApiError("BAD_REQUEST", `The database refused a value. ${because}`);
    return error;
  };
