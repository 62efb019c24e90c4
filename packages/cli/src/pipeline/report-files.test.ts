import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareReportFiles } from "./report-files.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
  await writeFile(join(folder, "file"), "");
});
afterAll(() => rm(folder, { recursive: true }));

it("folders of reports are made, however deep", async () => {
  await prepareReportFiles({ report: [join(folder, "a", "b", "report.html")], junit: ["gates.xml"] });
  expect(await readdir(join(folder, "a"))).toEqual(["b"]);
});

it("a report that cannot be written is told before any work begins", async () => {
  // A file system that takes no folders answers as if their parents were missing.
  const other = process.platform === "linux" ? ["/proc/none/deep/report.html"] : [];
  for (const path of [join(folder, "file", "report.html"), ...other])
    await expect(prepareReportFiles({ report: [path] })).rejects.toThrow(
      `the report ${path} cannot be written: `,
    );
  await expect(prepareReportFiles({ report: ["report.doc"] })).rejects.toThrow("asks for no format");
});
