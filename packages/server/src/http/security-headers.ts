import type { FrameOptions } from "../server-options.js";

/** Headers of every answer: nothing that is served may be sniffed, cached or read by another site. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'",
  "cache-control": "no-store, private",
};

/** The header that says who may frame a page; none for NONE. No policy repeats it, so that there is one say. */
export const framingHeaders = (option: FrameOptions): Readonly<Record<string, string>> =>
  option === "NONE" ? {} : { "x-frame-options": option };

/** Content security policy of the pages of the web UI, whose components set inline styles. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** Content security policy of artifacts, should a browser show one in spite of its disposition. */
export const ARTIFACT_POLICY = "sandbox; default-src 'none'";
