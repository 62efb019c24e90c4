import { expect, it } from "vitest";
import { imageType, previewKind } from "./preview-kind.js";

it.each([
  ["data/predictions.csv", "table"],
  ["a.b/c.TSV", "table"],
  ["decision.json", "json"],
  ["rows.jsonl", "text"],
  ["model/MLmodel", "text"],
  ["page.html", "page"],
  ["Explore.ipynb", "notebook"],
  ["README.md", "markdown"],
  ["rows.parquet", "parquet"],
  ["report.pdf", "pdf"],
  ["take.wav", "audio"],
  ["drive.mp4", "video"],
  ["plot.PNG", "image"],
  ["plot.svg", "image"],
  ["model.pkl", "none"],
  ["folder.csv/file", "none"],
  ["constructor", "none"],
])("%s is shown as %s", (path, kind) => expect(previewKind(path)).toBe(kind));

it("knows the media types of images", () => {
  expect(imageType("a/b.jpg")).toBe("image/jpeg");
  expect(imageType("a/b.txt")).toBeUndefined();
});
