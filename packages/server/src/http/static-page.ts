import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { chooseEncoding, type Encoding } from "./content-encoding.js";
import { PAGE_POLICY } from "./security-headers.js";

/** The UI's page, ready to be sent. */
export interface StaticPage {
  plain: Buffer;
  packed: Record<Encoding, Buffer>;
  etag: string;
}

/** Reads the page, in which every address that begins with `./` is one below the prefix. */
export function readPage(file: string, prefix: string): StaticPage {
  const html = readFileSync(file, "utf8").replaceAll('="./', `="${prefix}/`);
  const plain = Buffer.from(html);
  return {
    plain,
    packed: { br: brotliCompressSync(plain), gzip: gzipSync(plain) },
    etag: `W/"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
  };
}

/** Answers with the page, which is asked for anew each time, and sent only when it has changed. */
export function sendPage(
  { plain, packed, etag }: StaticPage,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.headers({
    etag,
    vary: "Accept-Encoding",
    "cache-control": "no-cache",
    "content-security-policy": PAGE_POLICY,
  });
  if (request.headers["if-none-match"] === etag) return reply.status(304).send();
  const encoding = chooseEncoding(request, () => true);
  if (encoding) reply.header("content-encoding", encoding);
  return reply.type("text/html; charset=utf-8").send(encoding ? packed[encoding] : plain);
}
