import { endpoint } from "../endpoint.js";
import { FileFinding, ServerDetails, ServerInfo, SlipwayInfo, UiTelemetry } from "../entities/server-info.js";
import { List, Message, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

export const server = {
  health: endpoint({
    name: "server.health",
    method: "GET",
    path: "/health",
    prefix: "root",
    access: "public",
    request: Empty,
    response: Empty,
    answers: "bytes",
  }),
  version: endpoint({
    name: "server.version",
    method: "GET",
    path: "/version",
    prefix: "root",
    access: "public",
    request: Empty,
    response: Empty,
    answers: "bytes",
  }),
  info: endpoint({
    name: "server.info",
    method: "GET",
    path: "/mlflow/server-info",
    prefix: "mlflow3",
    access: "public",
    request: Empty,
    response: ServerInfo,
  }),
  slipway: endpoint({
    name: "server.slipway",
    method: "GET",
    path: "/server",
    prefix: "slipway",
    access: "public",
    request: Empty,
    response: SlipwayInfo,
  }),
  /** What only who runs the server needs to know. */
  details: endpoint({
    name: "server.details",
    method: "GET",
    path: "/server/details",
    prefix: "slipway",
    access: { resource: "server", needs: "READ" },
    request: Empty,
    response: ServerDetails,
  }),
  /** What MLflow's UI asks before it sends anything home. */
  getUiTelemetry: endpoint({
    name: "server.getUiTelemetry",
    method: "GET",
    path: "/mlflow/ui-telemetry",
    prefix: "ajax3",
    access: "public",
    request: Empty,
    response: UiTelemetry,
  }),
  sendUiTelemetry: endpoint({
    name: "server.sendUiTelemetry",
    method: "POST",
    path: "/mlflow/ui-telemetry",
    prefix: "ajax3",
    access: "public",
    request: Empty,
    response: Message({ status: Text() }),
  }),
  findings: endpoint({
    name: "server.findings",
    method: "GET",
    path: "/file-store/findings",
    prefix: "slipway",
    access: { resource: "server", needs: "READ" },
    request: Empty,
    response: Message({ findings: List(FileFinding) }),
  }),
};
