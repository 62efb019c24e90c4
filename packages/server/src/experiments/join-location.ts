/** A location below another one. Segments are appended to the path, before a query if there is one. */
export function joinLocation(root: string, ...segments: string[]): string {
  const [, path = "", query = ""] = /^([^?]*)(.*)$/s.exec(root) ?? [];
  const base = path === "" || path.endsWith("/") ? path : `${path}/`;
  return `${base}${segments.join("/")}${query}`;
}
