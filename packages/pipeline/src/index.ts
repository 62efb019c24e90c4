export { exitCodeOfError } from "./as-pipeline-error.js";
export { type BuildOptions, type BuildResult, runBuild } from "./build/build.js";
export type { CandidateResult } from "./build/run-candidate.js";
export { EvaluationError } from "./evaluation/evaluation-error.js";
export { ExitCode, exitCodeOfOutcome } from "./exit-code.js";
export {
  type CheckedFile,
  checkFile,
  checkText,
  DEFAULT_FILE,
  slipwayFileSchema,
} from "./file/check-file.js";
export type { Finding } from "./file/finding.js";
export { type PromoteStep, resolveTestSet, type SlipwayFile, type TestSetStep } from "./file/slipway-file.js";
export type { CompareOptions } from "./gates/compare-files.js";
export type { SelfTestCheck } from "./gates/self-test.js";
export { type InitProposal, initFiles, type ProposedFile } from "./init/init-files.js";
export { PipelineError, type Trouble } from "./pipeline-error.js";
export type { Observer, ProgressEvent } from "./progress.js";
export { findNoise } from "./prospects/find-noise.js";
export { prospectsOf } from "./prospects/prospects.js";
export { createKeys, KEY_KINDS, type KeyKind } from "./receipts/create-keys.js";
export { PASSPHRASE_VARIABLE } from "./receipts/key.js";
export { isOffline, type VerifyOptions, verify } from "./receipts/verify.js";
export type { ReceiptCheck, Verification } from "./receipts/verify-receipt.js";
export type { ReleaseResult } from "./release/decide.js";
export { findDecision } from "./release/find-decision.js";
export {
  type HeldAt,
  type History,
  heldAt,
  history,
  keepsNone,
} from "./release/history.js";
export { loadBuild, type Pool } from "./release/pool.js";
export {
  type PromotedVersion,
  type PromoteVersionOptions,
  promoteVersion,
} from "./release/promote-version.js";
export { type ProtectedPlace, protect, protections, unprotect } from "./release/protect.js";
export type { RegistryOptions } from "./release/registry-scene.js";
export { type ReleaseOptions, release } from "./release/release.js";
export type { ReleaseRequest } from "./release/release-request.js";
export { resume } from "./release/resume.js";
export { type RollbackOptions, type RollbackResult, rollback } from "./release/rollback.js";
export { isSlipwayServer } from "./release/server-kind.js";
export { verifyHistory } from "./release/verify-history.js";
export { buildFailure, type Failure } from "./report/build-failure.js";
export { buildReport } from "./report/build-report.js";
export { buildSummary } from "./report/build-summary.js";
export { type CompareResult, comparePredictions } from "./report/compare.js";
export { githubOutput } from "./report/github-output.js";
export {
  REPORT_FORMATS,
  type ReportFormat,
  renderReport,
  reportFormatOf,
} from "./report/render-report.js";
export { Report } from "./report/report.js";
export { transcript } from "./report/transcript.js";
export { findOrigin } from "./reproduce/origin.js";
export { type Reproduction, reproduce } from "./reproduce/reproduce.js";
export { runSelfTest, type SelfTestResult } from "./self-test/run-self-test.js";
export { testSetAdvice } from "./test-sets/advice.js";
export {
  getTestSet,
  listTestSets,
  type OpenedLook,
  openTestSet,
  retireTestSet,
  revealLook,
  type TestSetOptions,
} from "./test-sets/manage.js";
