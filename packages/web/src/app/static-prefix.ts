/**
 * What stands before every address of the server, such as `/mlflow`; empty for nothing. The server writes it into the
 * page.
 */
export const staticPrefix = readPrefix(
  document.querySelector<HTMLMetaElement>('meta[name="static-prefix"]')?.content ?? "",
);

function readPrefix(content: string): string {
  return content.startsWith("/") ? content.replace(/\/+$/, "") : "";
}
