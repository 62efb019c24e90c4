import { ApiError } from "@slipway/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArtifactPath, parseDirectoryPath, ROOT, relativeArtifactPath } from "./path.js";

const times = (count: number, text: string) => text.repeat(count);

const refused: Record<string, string[]> = {
  "P1 upwards": ["../../../../etc/passwd"],
  "P2 upwards in the middle": ["a/../../x", "a/./../..", "..", "../"],
  "P3 encoded": ["%2e%2e%2fetc%2fpasswd", "%2E%2E/", ".%2e/", "..%2f"],
  "P4 encoded again": ["%252e%252e%252fetc", "%25252e%25252e%25252fetc", `%${times(8, "25")}2e`],
  "P5 backslashes": ["..\\..\\x", "a\\b", "%5c..%5c", "..%255c"],
  "P6 absolute": ["/etc/passwd", "//etc/passwd", "///x", "//proc/self/root", "%2fetc"],
  "P7 drives": ["C:/", "C:\\x", "c:x", "\\\\host\\share", "\\\\?\\C:\\"],
  "P8 control characters": ["a\0.txt", "a\r\nSet-Cookie:x", "a\u007f", "a\u0085b", "a\nb"],
  "P9 broken Unicode": ["%c0%ae%c0%ae/", "%e0%80%ae", "%f0%80%80%af", "a\ud800b"],
  "P11 nothing": ["", ".", "./.", ".//", "%2e", "a/./b", "a//b"],
  "P12 URIs": ["file:///etc/passwd", "http://x/y", "s3://b/k", "file:/etc", "file:"],
  "P15 too long": [times(256, "a"), times(128, "é"), times(4097, "ab/"), times(1000, "a/"), times(300, "a/")],
};

const code = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    if (error instanceof ApiError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "accepted";
};

describe("a path that a client names", () => {
  for (const [row, payloads] of Object.entries(refused))
    it.each(payloads)(`is refused: ${row}: %j`, (payload) => {
      expect(code(() => parseArtifactPath(payload))).toMatch(/^INVALID_PARAMETER_VALUE Invalid path: /);
    });

  it.each([
    "a..b",
    "..foo",
    "...",
    ".hidden",
    "über/模型.txt",
    "a b",
    "a+b",
    "100%",
    "a#b",
    "x;y",
    "10:30/c",
    "%zz",
    "a%00.txt",
    "images/sample%step%10%timestamp%1795530134597%b5d95ddc-b3f7-40f7-b85c-b1267de01919%compressed.webp",
  ])("is accepted as it is: P17: %s", (payload) => {
    expect(parseArtifactPath(payload)).toBe(payload);
  });

  it("is refused on Windows only when it names a device or a stream there: P16", () => {
    for (const name of ["CON", "aux.txt", "x.", "x ", "file.txt::$DATA"])
      expect(code(() => parseArtifactPath(name)).startsWith("INVALID")).toBe(process.platform === "win32");
  });

  it("stays below its root however it is written", () => {
    const piece = fc.constantFrom(
      "..",
      ".",
      "/",
      "\\",
      "%2e",
      "%252e",
      "%2f",
      "%5c",
      "a",
      "é",
      "%",
      "\0",
      ":",
    );
    const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), (raw) => {
        if (code(() => parseArtifactPath(raw)) !== "accepted") return;
        let reading: string = raw;
        for (let round = 0; round < 8; round++) {
          const segments = reading.split(/[/\\]/);
          expect(segments).not.toContain("..");
          expect(segments).not.toContain("");
          reading = reading.replace(/(%[0-9a-f]{2})+/gi, (run) =>
            Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a directory that a client names", () => {
  it("may be the root, or end with a slash", () => {
    expect(parseDirectoryPath(undefined)).toBe(ROOT);
    expect(parseDirectoryPath("")).toBe(ROOT);
    expect(parseDirectoryPath("a/b/")).toBe("a/b");
  });

  it.each(["/", "//", ".", "a//", "../"])("is refused as %s", (payload) => {
    expect(code(() => parseDirectoryPath(payload))).toMatch(/^INVALID_PARAMETER_VALUE/);
  });
});

it("compares paths segment by segment", () => {
  const path = parseArtifactPath;
  expect(relativeArtifactPath(path("root/run"), path("root/run/model"))).toBe("model");
  expect(relativeArtifactPath(path("root/run"), path("root/run"))).toBe(ROOT);
  expect(relativeArtifactPath(path("root/run"), path("root/run1"))).toBeUndefined();
  expect(relativeArtifactPath(ROOT, path("x"))).toBe("x");
});
