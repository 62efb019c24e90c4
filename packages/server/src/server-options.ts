export const FRAME_OPTIONS = ["SAMEORIGIN", "DENY", "NONE"] as const;
export type FrameOptions = (typeof FRAME_OPTIONS)[number];

/** How a server runs. The names and defaults are those of the flags of `mlflow server`. */
export interface ServerOptions {
  /** Address to listen on. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** A database's URI, such as `sqlite:///relative.db`; or MLflow's folder of files: a path, or a `file:` URI. */
  backendStoreUri: string;
  /** Where artifacts of new experiments go. Default: `mlflow-artifacts:/` while artifacts are served, else ./mlruns. */
  defaultArtifactRoot?: string;
  /** What `mlflow-artifacts:/` stands for. */
  artifactsDestination: string;
  /** Whether `mlflow-artifacts:/` is served here. */
  serveArtifacts: boolean;
  /** Serves `mlflow-artifacts:/` and nothing else, without a database. */
  artifactsOnly: boolean;
  /** What stands before every path, such as `/mlflow`; empty for nothing. */
  staticPrefix: string;
  /** Where people reach the server, behind a proxy: `https://ml.example/mlflow`, without a slash at the end. */
  publicUrl?: string;
  /** Counts requests and shows the counts at `/metrics`, for Prometheus. */
  exposePrometheus: boolean;
  /**
   * Names, `name:port`, addresses, CIDR blocks or patterns with `*` under which the server may be reached; loopback
   * always is one. Default: all private addresses, too, unless `secure`.
   */
  allowedHosts?: readonly string[];
  /** Origins of other sites whose pages may call: `https://app.example`, with `*` for any part; local ones unless `secure`. */
  corsAllowedOrigins: readonly string[];
  /** Who may frame the pages: SAMEORIGIN, DENY, or NONE for no limit. */
  xFrameOptions: FrameOptions;
  /** Leaves out the checks of hosts and origins, and the limit on framing. */
  disableSecurity: boolean;
  /** Goes beyond MLflow's own caution: no hosts, origins and places but those that were named. */
  secure: boolean;
  /** Takes what the operator should read, a line at a time. */
  log?: (line: string) => void;
  /** Directory with the built web UI. */
  webRoot?: string;
}

export const DEFAULTS: ServerOptions = {
  host: "127.0.0.1",
  port: 5000,
  backendStoreUri: "sqlite:///mlflow.db",
  artifactsDestination: "./mlartifacts",
  serveArtifacts: true,
  artifactsOnly: false,
  staticPrefix: "",
  exposePrometheus: false,
  corsAllowedOrigins: [],
  xFrameOptions: "SAMEORIGIN",
  disableSecurity: false,
  secure: false,
};
