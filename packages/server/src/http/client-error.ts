import type { Socket } from "node:net";

const STATUS: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    "Request Header Fields Too Large",
    "The request's address and headers exceed 16 KiB.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request did not arrive in time."],
};

/** Answers what is not HTTP, as JSON in the API's form, and closes the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const known = Object.hasOwn(STATUS, error.code ?? "") ? STATUS[error.code ?? ""] : undefined;
  const [status, reason, message] = known ?? [400, "Bad Request", "The request is not well-formed HTTP."];
  const body = JSON.stringify({ error_code: "BAD_REQUEST", message });
  socket.end(
    [
      `HTTP/1.1 ${status} ${reason}`,
      "Content-Type: application/json",
      "X-Content-Type-Options: nosniff",
      "Connection: close",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}
