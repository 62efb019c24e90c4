import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import { chooseEncoding, SUFFIXES } from "./content-encoding.js";
import type { Fallback } from "./not-found.js";
import { PAGE_POLICY, SANDBOX_POLICY } from "./security-headers.js";
import { readPage, sendPage } from "./static-page.js";

const PAGE = "index.html";
/** The empty page for what must be kept apart. */
const SANDBOX = "sandbox.html";
/** Where the build puts files whose names change with their content. */
const HASHED = "assets/";
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * Serves the web UI below a prefix: the files of its build, and its page at every other address that a browser asks a
 * page of. What is served is what was there at the start, so that no address reaches any other file.
 * @param root directory with the UI's index.html
 * @param prefix what stands before every address, such as `/mlflow`; empty for nothing
 */
export function serveStatic(root: string, prefix: string): Fallback {
  if (!existsSync(join(root, PAGE))) throw new Error(`The web UI is not at '${root}': there is no ${PAGE}.`);
  const files = new Set(listFiles(root));
  const page = readPage(join(root, PAGE), prefix);
  return async (request, reply) => {
    const { method, url, headers } = request;
    if (method !== "GET" && method !== "HEAD") return undefined;
    const [path = ""] = url.split("?");
    if (prefix !== "" && path === prefix) return reply.redirect(`${prefix}/`, 308);
    if (!path.startsWith(`${prefix}/`)) return undefined;
    const name = path.slice(prefix.length + 1);
    if (name !== PAGE && files.has(name)) return sendFile({ root, name, files }, request, reply);
    const isPage = headers.accept?.includes("text/html") && !/^(?:ajax-)?api\//.test(name);
    return isPage || name === PAGE ? sendPage(page, request, reply) : undefined;
  };
}

const listFiles = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, sep).length).replaceAll(sep, "/"));

interface StaticFile {
  root: string;
  name: string;
  /** All files, among which may be this one in an encoding. */
  files: ReadonlySet<string>;
}

async function sendFile(
  { root, name, files }: StaticFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Loaded with the first page, so that a server without browsers starts sooner.
  const { default: send, mime } = await import("@fastify/send");
  const encoding = chooseEncoding(request, (one) => files.has(name + SUFFIXES[one]));
  const path = encoding ? name + SUFFIXES[encoding] : name;
  const { statusCode, headers, stream } = await send(request.raw, encodeURI(`/${path}`), {
    root,
    cacheControl: false,
    dotfiles: "allow",
    index: false,
  });
  const type = mime.getType(name) ?? "application/octet-stream";
  return reply
    .status(statusCode)
    .headers({
      ...headers,
      ...(encoding && { "content-encoding": encoding, "content-type": `${type}; charset=utf-8` }),
      vary: "Accept-Encoding",
      "cache-control": name.startsWith(HASHED) ? FOR_EVER : "no-cache",
      "content-security-policy": name === SANDBOX ? SANDBOX_POLICY : PAGE_POLICY,
    })
    .send(stream);
}
