/** How a file is shown. `none`: it can only be downloaded. */
export type PreviewKind =
  | "table"
  | "parquet"
  | "json"
  | "text"
  | "markdown"
  | "image"
  | "pdf"
  | "audio"
  | "video"
  | "page"
  | "notebook"
  | "none";

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

const EXTENSIONS: Readonly<Record<Exclude<PreviewKind, "none">, string>> = {
  table: "csv tsv",
  parquet: "parquet",
  json: "json",
  image: [...IMAGES.keys()].join(" "),
  pdf: "pdf",
  audio: "wav mp3 m4a flac ogg oga opus",
  video: "mp4 m4v webm ogv",
  page: "html htm",
  notebook: "ipynb",
  markdown: "md",
  text:
    "txt log rst yaml yml toml ini cfg conf env sh bash py r jl js ts jsx tsx css xml sql java scala go rs c cc cpp " +
    "h lock properties gitignore dockerfile makefile mlmodel license readme jsonl ndjson",
};

const KINDS = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, names]) =>
    names.split(" ").map((name) => [name, kind as PreviewKind] as const),
  ),
);

/** Kinds that can be shown as the text that they are, too. */
const DRAWN_TEXTS: ReadonlySet<PreviewKind> = new Set(["page", "notebook", "markdown", "table"]);

/** How a file is shown, by its name. */
export const previewKind = (path: string): PreviewKind => KINDS.get(extensionOf(path)) ?? "none";

/** Whether a file is a text that is shown as something else. */
export const hasSource = (path: string): boolean => DRAWN_TEXTS.has(previewKind(path));

/** The media type of an image. */
export const imageType = (path: string): string | undefined => IMAGES.get(extensionOf(path));

/** What stands behind the last dot of a file's name; all of it when there is none. */
function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return name.slice(name.lastIndexOf(".") + 1);
}
