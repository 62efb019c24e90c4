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
  "media-src 'self'",
  // What a run logged as a page is drawn in the sandbox below; a PDF is a copy that the page makes.
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/**
 * Content security policy of the empty page in which HTML that a run logged is drawn: it is of no site, so that it
 * reads nothing of ours, its scripts run, and it can ask nobody for anything.
 */
export const SANDBOX_POLICY = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'unsafe-inline' data:",
  "img-src data: blob:",
  "font-src data:",
  "media-src data: blob:",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Content security policy of artifacts, should a browser show one in spite of its disposition. */
export const ARTIFACT_POLICY = "sandbox; default-src 'none'";
