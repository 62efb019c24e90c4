/** How a file is shown. `none`: it can only be downloaded. */
export type PreviewKind = "table" | "json" | "text" | "image" | "none";

const TABLES = ["csv", "tsv"];
const IMAGES = new Map(
  Object.entries({
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    gif: "image/gif",
    webp: "image/webp",
    bmp: "image/bmp",
    // Scripts in it do not run, since it is only ever the source of an <img>.
    svg: "image/svg+xml",
  }),
);
const TEXTS = new Set(
  (
    "txt log md rst yaml yml toml ini cfg conf env sh bash py ipynb r jl js ts jsx tsx css html htm xml sql " +
    "java scala go rs c cc cpp h lock properties gitignore dockerfile makefile mlmodel license readme jsonl ndjson"
  ).split(" "),
);

/** How a file is shown, by its name. Markup is shown as text, never as a page. */
export function previewKind(path: string): PreviewKind {
  const extension = extensionOf(path);
  if (TABLES.includes(extension)) return "table";
  if (extension === "json") return "json";
  if (IMAGES.has(extension)) return "image";
  return TEXTS.has(extension) ? "text" : "none";
}

/** The media type of an image. */
export const imageType = (path: string): string | undefined => IMAGES.get(extensionOf(path));

/** What stands behind the last dot of a file's name; all of it when there is none. */
function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return name.slice(name.lastIndexOf(".") + 1);
}
