import { FRAME_OPTIONS, type FrameOptions, type ServerOptions } from "@slipway/server";
import { UsageError } from "../command.js";
import { defaultStore } from "../default-store.js";
import type { ServerFlags } from "./server-flags.js";

/** How the flags say that a server is to run. @throws UsageError naming the flag that is wrong */
export function serverOptionsOf(flags: ServerFlags): Partial<ServerOptions> {
  if (flags.artifactsOnly && flags.backendStoreUri !== defaultStore())
    throw new UsageError(
      "--artifacts-only serves no tracking data, and --backend-store-uri names some.",
      "Leave one of them out.",
    );
  return {
    backendStoreUri: flags.backendStoreUri,
    defaultArtifactRoot: flags.defaultArtifactRoot,
    artifactsDestination: flags.artifactsDestination,
    serveArtifacts: flags.serveArtifacts,
    artifactsOnly: flags.artifactsOnly,
    host: flags.host,
    port: parsePort(flags.port),
    staticPrefix: parsePrefix(flags.staticPrefix || ""),
    publicUrl: flags.publicUrl ? parsePublicUrl(flags.publicUrl) : undefined,
    exposePrometheus: Boolean(flags.exposePrometheus),
    allowedHosts: flags.allowedHosts ? listOf(flags.allowedHosts) : undefined,
    corsAllowedOrigins: listOf(flags.corsAllowedOrigins || ""),
    xFrameOptions: parseFrameOptions(flags.xFrameOptions),
    disableSecurity: flags.disableSecurityMiddleware,
    secure: flags.secure,
  };
}

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port is '${text}'.`, "It must be a whole number from 0 to 65535.");
}

function parsePrefix(text: string): string {
  if (text === "" || /^(?:\/[\w.~-]+)+$/.test(text)) return text;
  throw new UsageError(
    `--static-prefix is '${text}'.`,
    "It must begin with a slash and not end with one, e.g. /mlflow, and hold letters, digits and . _ ~ - only.",
  );
}

function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
  if (plain) return url.href.replace(/\/+$/, "");
  throw new UsageError(
    `--public-url is '${text}'.`,
    "It must be an address such as https://ml.example or https://example.com/mlflow, without a query.",
  );
}

function parseFrameOptions(text: string): FrameOptions {
  const found = FRAME_OPTIONS.find((one) => one === text.toUpperCase());
  if (found) return found;
  throw new UsageError(`--x-frame-options is '${text}'.`, `It must be one of ${FRAME_OPTIONS.join(", ")}.`);
}
