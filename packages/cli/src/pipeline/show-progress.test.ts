import { describe, expect, it, vi } from "vitest";
import { showProgress } from "./show-progress.js";

vi.stubEnv("NO_COLOR", "1");

function shown(isTTY: boolean, verbose = false) {
  let text = "";
  const stream = {
    isTTY,
    write: (chunk: string | Uint8Array) => {
      text += String(chunk);
      return true;
    },
  };
  const observe = showProgress({ stream, verbose });
  observe({ type: "build-started", runId: "b", experimentId: "1", candidates: 12 });
  const candidate = { label: "lr c=1", index: 0, candidates: 12, runId: "r" };
  observe({ type: "candidate-started", ...candidate });
  observe({ type: "output", runId: "r", label: "lr c=1", text: "one\ntw" });
  observe({ type: "output", runId: "r", label: "lr c=1", text: "o\n[slipway] exited with code 1\n" });
  observe({
    type: "candidate-ended",
    ...candidate,
    status: "FAILED",
    reason: "exited with code 1",
    milliseconds: 1234,
  });
  return text;
}

describe("progress", () => {
  it("in a pipe is lines, and ends a failure with what was printed last", () => {
    expect(shown(false).split("\n")).toEqual([
      "Build b: 12 candidates",
      "[ 1/12] FAILED    lr c=1  1.2 s  (exited with code 1)",
      "  | one",
      "  | two",
      "",
    ]);
  });

  it("shows every line as it comes, if asked to", () => {
    expect(shown(false, true).split("\n").slice(1, 4)).toEqual([
      "  lr c=1 | one",
      "  lr c=1 | two",
      "  lr c=1 | [slipway] exited with code 1",
    ]);
  });

  it("on a terminal says what is under way, and takes it away again", () => {
    const text = shown(true);
    expect(text).toContain("… lr c=1");
    const screen = text.split("\n").map((line) => line.split("\r").at(-1));
    expect(screen.join("\n")).not.toContain("…");
  });
});
