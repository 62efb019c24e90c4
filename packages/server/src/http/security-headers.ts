/** Headers of every answer: nothing that is served may be framed, sniffed, cached or read by another site. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "SAMEORIGIN",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'self'",
  "cache-control": "no-store, private",
};

/** Content security policy of the pages of the web UI, whose components set inline styles. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

/** Content security policy of artifacts, should a browser show one in spite of its disposition. */
export const ARTIFACT_POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'";
