/** How a server runs. The names and defaults are those of the flags of `mlflow server`. */
export interface ServerOptions {
  /** Address to listen on. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** `sqlite:///relative.db` or `sqlite:////absolute.db`. */
  backendStoreUri: string;
  /** Where artifacts of new experiments go. Default: `mlflow-artifacts:/` while artifacts are served, else ./mlruns. */
  defaultArtifactRoot?: string;
  /** What `mlflow-artifacts:/` stands for. */
  artifactsDestination: string;
  serveArtifacts: boolean;
  /** Names, `name:port`, addresses or CIDR blocks under which the server may be reached; loopback always is one. */
  allowedHosts: readonly string[];
  /** Directory with the built web UI. */
  webRoot?: string;
}

export const DEFAULTS: ServerOptions = {
  host: "127.0.0.1",
  port: 5000,
  backendStoreUri: "sqlite:///mlflow.db",
  artifactsDestination: "./mlartifacts",
  serveArtifacts: true,
  allowedHosts: [],
};
