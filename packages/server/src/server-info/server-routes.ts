import { createRequire } from "node:module";
import type { endpoints, FileStoreInfo } from "@slipway/contract";
import type { FileStore } from "../filestore/file-store.js";
import type { Bytes, Handlers } from "../http/handlers.js";
import { MLFLOW_VERSION } from "./mlflow-version.js";
import { type ServerSetup, serverDetails } from "./server-details.js";

/** What a Slipway server can do beyond MLflow's protocol. */
const FEATURES = ["promotions", "test-sets"];

const text = (content: string): Bytes => ({
  headers: { "content-type": "text/plain; charset=utf-8" },
  content,
});

export interface ServerFacts {
  serveArtifacts: boolean;
  /** Without a database there is no store to speak of. */
  hasStore: boolean;
  /** Where MLflow's files are served. */
  files?: FileStore | undefined;
  setup: ServerSetup;
}

/** What a server says of itself. */
export const serverRoutes = ({
  serveArtifacts,
  hasStore,
  files,
  setup,
}: ServerFacts): Handlers<typeof endpoints.server> => ({
  health: async () => text("OK"),
  version: async () => text(MLFLOW_VERSION),
  info: async () => ({
    store_type: hasStore ? "SqlStore" : undefined,
    workspaces_enabled: false,
    trace_archival_enabled: false,
    multipart_uploads_enabled: false,
    multipart_downloads_enabled: false,
    artifact_serving_enabled: serveArtifacts,
    presigned_upload_run_id_supported: false,
    presigned_upload_model_id_supported: false,
    model_artifact_presigned_downloads_supported: false,
    artifacts_presigned_only: false,
    tracking_auth: "",
  }),
  // As MLflow answers when telemetry is switched off: nothing is ever sent home.
  getUiTelemetry: async () => ({
    disable_ui_telemetry: true,
    disable_ui_events: [],
    ui_rollout_percentage: 0,
  }),
  sendUiTelemetry: async () => ({ status: "disabled" }),
  slipway: async () => ({
    product: "slipway",
    version: packageVersion(),
    features: FEATURES,
    file_store: files && (await fileStoreInfo(files)),
    public_url: setup.publicUrl,
  }),
  details: async () => ({
    ...(await serverDetails(setup)),
    version: packageVersion(),
    mlflow_version: MLFLOW_VERSION,
    file_store: files && (await fileStoreInfo(files)),
  }),
  findings: async () => ({ findings: (await files?.findings()) ?? [] }),
});

async function fileStoreInfo(files: FileStore): Promise<FileStoreInfo> {
  const { watching, pending, behind, scan } = files.progress();
  const findings = (await files.findings()).length;
  return { root: files.root, watching, pending, behind_ms: behind, scan_ms: scan, findings };
}

function packageVersion(): string {
  const file: unknown = createRequire(import.meta.url)("@slipway/server/package.json");
  return typeof file === "object" && file !== null && "version" in file ? String(file.version) : "";
}
