import type { Static } from "typebox";
import { Flag, Int64, Json, List, Maybe, Message, Text } from "../wire/scalars.js";

/** What MLflow's client and UI ask a server at start. */
export const ServerInfo = Message({
  /** Absent of a server that serves artifacts alone. */
  store_type: Maybe(Text()),
  workspaces_enabled: Flag(),
  trace_archival_enabled: Flag(),
  multipart_uploads_enabled: Flag(),
  multipart_downloads_enabled: Flag(),
  artifact_serving_enabled: Flag(),
  presigned_upload_run_id_supported: Flag(),
  presigned_upload_model_id_supported: Flag(),
  model_artifact_presigned_downloads_supported: Flag(),
  artifacts_presigned_only: Flag(),
  /** Empty without accounts. */
  tracking_auth: Text(),
});
export type ServerInfo = Static<typeof ServerInfo>;

/** Whether MLflow's UI may send home what its users do. */
export const UiTelemetry = Message({
  disable_ui_telemetry: Flag(),
  disable_ui_events: Json(),
  ui_rollout_percentage: Int64(),
});

/** How far a server that serves MLflow's files is behind them. Times are in milliseconds. */
export const FileStoreInfo = Message({
  /** The folder, on the server's machine. */
  root: Text(),
  /** Whether changes are seen at once; else they are found by looking at all files. */
  watching: Flag(),
  /** Runs, experiments and models whose change is known and not yet read. */
  pending: Int64(),
  /** No change that is older is missing. */
  behind_ms: Int64(),
  /** How long a look at all files takes. */
  scan_ms: Int64(),
  /** How many files could not be taken as they are. */
  findings: Int64(),
});
export type FileStoreInfo = Static<typeof FileStoreInfo>;

/** A file of MLflow's that could not be taken as it is; the rest is served all the same. */
export const FileFinding = Message({
  /** Relative to the folder that is served. */
  path: Text(),
  problem: Text(),
});
export type FileFinding = Static<typeof FileFinding>;

/** How a client recognises a Slipway server and what it can do beyond MLflow. */
export const SlipwayInfo = Message({
  product: Text(),
  version: Text(),
  features: List(Text()),
  file_store: Maybe(FileStoreInfo),
  /** Where people reach the server, when it was told: the address for links. */
  public_url: Maybe(Text()),
});
export type SlipwayInfo = Static<typeof SlipwayInfo>;

/** What an operator asks about a server. Sizes are in bytes, times in milliseconds since the epoch. */
export const ServerDetails = Message({
  version: Text(),
  /** The version of MLflow whose protocol and schema it speaks. */
  mlflow_version: Text(),
  /** Of the process that answered; several may serve one database. */
  node_version: Text(),
  platform: Text(),
  process_id: Int64(),
  started_at: Int64(),
  memory_bytes: Int64(),
  /** `sqlite`, `postgres` or `mysql`. Absent of a server that serves artifacts alone. */
  database_kind: Maybe(Text()),
  /** Its URI without passwords. */
  database: Maybe(Text()),
  /** Size of the file and its log; absent for databases that are servers. */
  database_bytes: Maybe(Int64()),
  /** Where the artifacts of new experiments go. */
  artifact_root: Text(),
  /** What `mlflow-artifacts:/` stands for; absent when it is not served. */
  artifacts_destination: Maybe(Text()),
  /** Where people reach the server, when it was told. */
  public_url: Maybe(Text()),
  /** What the database holds that no call touches, such as "2 traces, 1 prompt"; empty for nothing. */
  untouched: Text({ default: "" }),
  /** Whether it goes beyond MLflow's own caution. */
  secure: Flag(),
  file_store: Maybe(FileStoreInfo),
});
export type ServerDetails = Static<typeof ServerDetails>;
