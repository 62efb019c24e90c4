import { type Command, Option } from "commander";
import type { CommandModule } from "../command.js";
import { listen, type ServerFlags } from "../listen.js";

/** MLflow's flags, with its environment variables and defaults. */
export function defineServerFlags(command: Command): Command {
  return command
    .addOption(
      new Option("--backend-store-uri <uri>", "database of experiments, runs and models")
        .env("MLFLOW_BACKEND_STORE_URI")
        .default("sqlite:///mlflow.db"),
    )
    .addOption(
      new Option("--default-artifact-root <uri>", "where the artifacts of new experiments go").env(
        "MLFLOW_DEFAULT_ARTIFACT_ROOT",
      ),
    )
    .addOption(
      new Option("--artifacts-destination <uri>", "where proxied artifacts are stored")
        .env("MLFLOW_ARTIFACTS_DESTINATION")
        .default("./mlartifacts"),
    )
    .addOption(
      new Option("-h, --host <host>", "interface to listen on").env("MLFLOW_HOST").default("127.0.0.1"),
    )
    .addOption(
      new Option("-p, --port <port>", "port to listen on; 0 takes a free one")
        .env("MLFLOW_PORT")
        .default("5000"),
    )
    .addOption(
      new Option("--allowed-hosts <hosts>", "host names that requests may come for, separated by commas").env(
        "MLFLOW_SERVER_ALLOWED_HOSTS",
      ),
    )
    .helpOption("--help", "display help for command");
}

/** `slipway server`. */
export const command: CommandModule = {
  define: (command) => defineServerFlags(command).action((flags: ServerFlags) => listen(flags)),
};
