import { ApiError } from "@slipway/contract";
import { PipelineError } from "@slipway/pipeline";
import { afterEach, expect, it, vi } from "vitest";
import { UsageError } from "./command.js";
import { reportFailure } from "./failure.js";

afterEach(() => vi.restoreAllMocks());

it.each([
  [new UsageError("--port is 'x'.", "It must be a number."), 2, "hint: It must be a number."],
  [new ApiError("RESOURCE_DOES_NOT_EXIST", "No Experiment with id=7 exists"), 2, "error: No Experiment"],
  [new ApiError("PERMISSION_DENIED", "not yours"), 4, "error: not yours"],
  [new ApiError("TEMPORARILY_UNAVAILABLE", "busy"), 4, "error: busy"],
  [new PipelineError("step", "`prepare` exited with code 1"), 3, "error: `prepare` exited with code 1"],
  [new PipelineError("interrupted", "interrupted"), 130, "error: interrupted"],
  [new TypeError("x is undefined"), 70, "error: a fault in Slipway itself: x is undefined"],
])("%s ends with its exit code", (error, code, text) => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
  vi.stubEnv("NO_COLOR", "1");
  expect(reportFailure(error)).toBe(code);
  expect(written.join("")).toContain(text);
});
