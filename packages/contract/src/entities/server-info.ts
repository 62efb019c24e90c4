import type { Static } from "typebox";
import { Flag, List, Message, Text } from "../wire/scalars.js";

/** What MLflow's client and UI ask a server at start. */
export const ServerInfo = Message({
  store_type: Text(),
  workspaces_enabled: Flag(),
  trace_archival_enabled: Flag(),
  multipart_uploads_enabled: Flag(),
  multipart_downloads_enabled: Flag(),
});
export type ServerInfo = Static<typeof ServerInfo>;

/** How a client recognises a Slipway server and what it can do beyond MLflow. */
export const SlipwayInfo = Message({ product: Text(), version: Text(), features: List(Text()) });
export type SlipwayInfo = Static<typeof SlipwayInfo>;
