import type { Static } from "typebox";
import { Flag, Int64, Json, List, Message, Text } from "../wire/scalars.js";

/** What MLflow's client and UI ask a server at start. */
export const ServerInfo = Message({
  store_type: Text(),
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

/** How a client recognises a Slipway server and what it can do beyond MLflow. */
export const SlipwayInfo = Message({ product: Text(), version: Text(), features: List(Text()) });
export type SlipwayInfo = Static<typeof SlipwayInfo>;
