import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Fallback } from "./not-found.js";
import { PAGE_POLICY } from "./security-headers.js";

const PAGE = "index.html";
/** Where the build puts files whose names change with their content. */
const HASHED = "assets/";
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * Serves the web UI: the files of its build, and its page at every other address that a browser asks a page of.
 * What is served is what was there at the start, so that no address reaches any other file.
 * @param root directory with the UI's index.html
 */
export function serveStatic(root: string): Fallback {
  const files = new Set(listFiles(root));
  if (!files.has(PAGE)) throw new Error(`The web UI is not at '${root}': there is no ${PAGE}.`);
  return async (request, reply) => {
    const file = choose(files, request);
    return file === undefined ? undefined : sendFile(root, file, request, reply);
  };
}

const listFiles = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, sep).length).replaceAll(sep, "/"));

function choose(files: ReadonlySet<string>, { method, url, headers }: FastifyRequest): string | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const [path = ""] = url.split("?");
  const name = path.slice(1);
  if (files.has(name)) return name;
  const isPage = headers.accept?.includes("text/html") && !/^\/(?:ajax-)?api\//.test(path);
  return isPage ? PAGE : undefined;
}

async function sendFile(
  root: string,
  file: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Loaded with the first page, so that a server without browsers starts sooner.
  const { default: send } = await import("@fastify/send");
  const { statusCode, headers, stream } = await send(request.raw, encodeURI(`/${file}`), {
    root,
    cacheControl: false,
    dotfiles: "allow",
    index: false,
  });
  return reply
    .status(statusCode)
    .headers({
      ...headers,
      "cache-control": file.startsWith(HASHED) ? FOR_EVER : "no-cache",
      "content-security-policy": PAGE_POLICY,
    })
    .send(stream);
}
