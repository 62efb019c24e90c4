export { type BuildOptions, type BuildResult, runBuild } from "./build/build.js";
export type { CandidateResult } from "./build/run-candidate.js";
export { ExitCode, exitCodeOfError, exitCodeOfOutcome, troubleOf } from "./exit-code.js";
export { type CheckedFile, checkFile, checkText, DEFAULT_FILE, slipwayFileSchema } from "./file/check-file.js";
export type { Finding } from "./file/finding.js";
export type { SlipwayFile } from "./file/slipway-file.js";
export { PipelineError, type Trouble } from "./pipeline-error.js";
export type { Observer, ProgressEvent } from "./progress.js";
