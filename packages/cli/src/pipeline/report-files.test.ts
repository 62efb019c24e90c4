import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { slipway } from "../testing/command-line.js";
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

it("a job that comes to no decision writes its reports, too", async () => {
  const [markdown, junit] = [join(folder, "failed.md"), join(folder, "failed.xml")];
  const missing = join(folder, "missing.yaml");
  const { code } = await slipway("ci", "-f", missing, "--report", markdown, "--junit", junit);
  expect(code).toBe(2);
  expect(await readFile(markdown, "utf8")).toMatch(
    /Safe to promote: no, nothing was decided\n[\s\S]*missing.yaml/,
  );
  expect(await readFile(junit, "utf8")).toMatch(
    /tests="1" failures="0" errors="1" skipped="0"[\s\S]*<error message="/,
  );
});
