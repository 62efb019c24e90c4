import { ApiError, type ErrorCode, parseJson, STATUS_OF_ERROR } from "@slipway/contract";
import { ConnectionError, type Exchange } from "./connection-error.js";

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: "INVALID_PARAMETER_VALUE",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "RESOURCE_CONFLICT",
  429: "REQUEST_LIMIT_EXCEEDED",
  503: "TEMPORARILY_UNAVAILABLE",
};

/** The error that an answer with a failing status stands for. */
export function errorOf(exchange: Exchange & { status: number }, body: string): ApiError | ConnectionError {
  const parsed = parse(body);
  if (isRecord(parsed) && typeof parsed.error_code === "string") {
    const { error_code, message, ...details } = parsed;
    const known = Object.hasOwn(STATUS_OF_ERROR, error_code);
    const code = known ? (error_code as ErrorCode) : (CODE_OF_STATUS[exchange.status] ?? "INTERNAL_ERROR");
    const said =
      typeof message === "string" && message ? message : `${exchange.method} ${exchange.url} failed`;
    return new ApiError(code, known ? said : `${error_code}: ${said}`, details);
  }
  return new ConnectionError(exchange, `answered ${exchange.status}: ${startOf(body)}`);
}

/** Reads the body of a good answer; several of MLflow's calls answer nothing at all instead of `{}`. */
export function decodeAnswer<T>(exchange: Exchange, body: string, decode: (value: unknown) => T): T {
  try {
    return decode(body.trim() === "" ? {} : parseJson(body));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConnectionError(
      exchange,
      `answered what the protocol does not know (${why}): ${startOf(body)}`,
      {
        cause,
      },
    );
  }
}

function parse(body: string): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function startOf(body: string): string {
  const text = body.replace(/\s+/g, " ").trim();
  if (text === "") return "an empty body";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
