import { resolve } from "node:path";
import type { FastifyInstance } from "fastify";
import { ArtifactPlaces } from "./artifacts/artifact-places.js";
import { artifactRoutes, proxyRoutes } from "./artifacts/artifact-routes.js";
import { ArtifactService } from "./artifacts/artifact-service.js";
import { parseLocation } from "./artifacts/location.js";
import { ProxiedArtifacts } from "./artifacts/proxied-artifacts.js";
import { buildRoutes } from "./builds/build-routes.js";
import { BuildService } from "./builds/build-service.js";
import { eventRoutes } from "./events/event-routes.js";
import { EventService } from "./events/event-service.js";
import { Watcher } from "./events/watcher.js";
import { experimentRoutes } from "./experiments/experiment-routes.js";
import { ExperimentService } from "./experiments/experiment-service.js";
import type { FileStore } from "./filestore/file-store.js";
import { fileStoreRoot } from "./filestore/file-store-uri.js";
import { openStore } from "./filestore/open-store.js";
import { randomExperimentId } from "./filestore/random-experiment-id.js";
import { countUntouched, nameUntouched } from "./genai/count-untouched.js";
import { createHttp } from "./http/create-http.js";
import type { AllHandlers, ServedHandlers } from "./http/handlers.js";
import { serveStatic } from "./http/static-files.js";
import { loggedModelRoutes } from "./logged-models/logged-model-routes.js";
import { LoggedModelService } from "./logged-models/logged-model-service.js";
import { metricRoutes } from "./metrics/metric-routes.js";
import { MetricService } from "./metrics/metric-service.js";
import { AliasService } from "./model-versions/alias-service.js";
import { modelVersionRoutes } from "./model-versions/model-version-routes.js";
import { ModelVersionService } from "./model-versions/model-version-service.js";
import { RegistrationService } from "./model-versions/registration-service.js";
import { StageService } from "./model-versions/stage-service.js";
import { DecisionGate } from "./promotions/decision-gate.js";
import { HistoryService } from "./promotions/history-service.js";
import { promotionRoutes } from "./promotions/promotion-routes.js";
import { PromotionService } from "./promotions/promotion-service.js";
import { protectionRoutes } from "./promotions/protection-routes.js";
import { ProtectionService } from "./promotions/protection-service.js";
import { ArtifactRemoval } from "./purge/artifact-removal.js";
import { OrphanService } from "./purge/orphan-service.js";
import { purgeRoutes } from "./purge/purge-routes.js";
import { PurgeService } from "./purge/purge-service.js";
import { registeredModelRoutes } from "./registered-models/registered-model-routes.js";
import { RegisteredModelService } from "./registered-models/registered-model-service.js";
import { RunLogService } from "./runs/run-log-service.js";
import { runRoutes } from "./runs/run-routes.js";
import { RunService } from "./runs/run-service.js";
import type { ServerSetup } from "./server-info/server-details.js";
import { serverRoutes } from "./server-info/server-routes.js";
import type { ServerOptions } from "./server-options.js";
import { testSetRoutes } from "./test-sets/test-set-routes.js";
import { TestSetService } from "./test-sets/test-set-service.js";
import { createWebhooks, type Webhooks } from "./webhooks/create-webhooks.js";
import { webhookRoutes } from "./webhooks/webhook-routes.js";
import { readWebhookSettings } from "./webhooks/webhook-settings.js";

export interface App {
  http: FastifyInstance;
  /** What the database holds that no call of this server touches, in a few words; empty for nothing. */
  untouched(): Promise<string>;
  /** Finishes the requests and writes under way, then lets go of all files. */
  close(): Promise<void>;
}

/** Puts the server together, by hand and in order. It is the only place that knows all parts. */
export async function createApp(options: ServerOptions): Promise<App> {
  const artifactRoot = artifactRootOf(options);
  const places = new ArtifactPlaces({
    destination: options.serveArtifacts ? options.artifactsDestination : undefined,
    localRoot: localDirectory(artifactRoot) ?? fileStoreRoot(options.backendStoreUri),
    onlyNamed: options.secure,
  });
  const { webRoot, staticPrefix } = options;
  const fallback = webRoot === undefined ? undefined : serveStatic(webRoot, staticPrefix);
  const settings = readWebhookSettings(process.env);
  const store = options.artifactsOnly
    ? undefined
    : await openStore(options.backendStoreUri, options.log ?? (() => undefined));
  try {
    const webhooks = store && createWebhooks(store.database, settings);
    const events = store && new EventService(new Watcher(store.database));
    const tracking = webhooks && (await createTracking(webhooks, store.files, places, artifactRoot));
    const untouched = async () => (store ? nameUntouched(await countUntouched(store.database.read)) : "");
    const setup: ServerSetup = {
      backendStoreUri: store && options.backendStoreUri,
      artifactRoot,
      artifactsDestination: options.serveArtifacts ? options.artifactsDestination : undefined,
      publicUrl: options.publicUrl,
      secure: options.secure,
      untouched,
    };
    const handlers = {
      ...withServerCalls(tracking, store?.files, places, setup),
      ...(events && { events: eventRoutes(events) }),
    };
    // Loaded only where it is asked for: it would cost each start.
    const countRequests = options.exposePrometheus
      ? (await import("./http/prometheus.js")).exposePrometheus
      : undefined;
    const http = createHttp({ ...options, handlers, fallback, countRequests });
    // Streams would keep the server from closing.
    http.addHook("preClose", async () => events?.close());
    http.addHook("onClose", () => store?.close());
    sweepArtifacts(http, places);
    http.addHook("onListen", async () => webhooks?.worker.start());
    http.addHook("onClose", () => webhooks?.worker.stop());
    return { http, untouched, close: () => http.close() };
  } catch (error) {
    await store?.close();
    throw error;
  }
}

type TrackingHandlers = Omit<AllHandlers, "server" | "artifacts" | "events"> & {
  artifacts: ReturnType<typeof artifactRoutes>;
};

/** The calls of the mode: those on the database where there is one, those on the artifact root where it is served. */
function withServerCalls(
  tracking: TrackingHandlers | undefined,
  files: FileStore | undefined,
  places: ArtifactPlaces,
  setup: ServerSetup,
): ServedHandlers {
  const { destination } = places;
  const serveArtifacts = destination !== undefined;
  return {
    ...tracking,
    artifacts: {
      ...tracking?.artifacts,
      ...(destination && proxyRoutes(new ProxiedArtifacts(destination))),
    },
    server: serverRoutes({ serveArtifacts, hasStore: tracking !== undefined, files, setup }),
  };
}

/** Looks for leftovers of uploads once the server answers, so that a large root does not delay it. */
function sweepArtifacts(http: FastifyInstance, places: ArtifactPlaces): void {
  const stop = new AbortController();
  let sweep = Promise.resolve();
  http.addHook("onListen", async () => {
    sweep = places.removeLeftovers(stop.signal).catch((error: unknown) => {
      process.stderr.write(`Leftovers of uploads could not be removed: ${String(error)}\n`);
    });
  });
  http.addHook("onClose", async () => {
    stop.abort();
    await sweep;
  });
}

async function createTracking(
  webhooks: Webhooks,
  files: FileStore | undefined,
  places: ArtifactPlaces,
  artifactRoot: string,
): Promise<TrackingHandlers> {
  const { database, runEvents, registryEvents: events } = webhooks;
  const experiments = new ExperimentService({
    database,
    artifactRoot,
    newId: files && randomExperimentId,
    acceptLocation: (location) => places.accept(location, "artifact_location").uri,
  });
  const metrics = new MetricService({ database });
  const loggedModels = new LoggedModelService({ database, experiments });
  const runs = new RunService({ database, experiments, metrics, events: runEvents });
  const log = new RunLogService({ database, metrics, loggedModels });
  const history = new HistoryService(database);
  await history.chainOlder();
  const versions = new ModelVersionService({ database, history, events });
  const artifacts = new ArtifactService({ places, runs, loggedModels, versions });
  const stages = new StageService({ database, versions, history, events });
  const aliases = new AliasService({ database, versions, history, events });
  const registration = new RegistrationService({ database, versions, aliases, runs, loggedModels, events });
  const promotions = new PromotionService({
    database,
    versions,
    stages,
    aliases,
    registration,
    gate: new DecisionGate({ database, versions, artifacts }),
    history,
    events,
  });
  const models = new RegisteredModelService({ database, versions, aliases, history, events });
  const purge = new PurgeService({ database, removal: new ArtifactRemoval(places) });
  const orphans = new OrphanService({ database, roots: places.roots() });
  // As in MLflow, files that are there already may lack it.
  if (files?.isNew ?? true) await experiments.ensureDefault();
  const handlers = {
    experiments: experimentRoutes(experiments),
    runs: runRoutes(runs, log),
    builds: buildRoutes(new BuildService({ runs })),
    metrics: metricRoutes(metrics),
    artifacts: artifactRoutes(artifacts),
    loggedModels: loggedModelRoutes(loggedModels),
    registeredModels: registeredModelRoutes(models, versions, aliases),
    modelVersions: modelVersionRoutes({ versions, registration, stages }),
    promotions: promotionRoutes(promotions),
    protections: protectionRoutes(new ProtectionService({ database, history })),
    testSets: testSetRoutes(new TestSetService({ database })),
    purge: purgeRoutes(purge, orphans),
    webhooks: webhookRoutes(webhooks.service, webhooks.deliveries),
  };
  return files?.freshening(handlers) ?? handlers;
}

/** Where artifacts of new experiments go, as a location that means the same from any directory. */
function artifactRootOf({ serveArtifacts, defaultArtifactRoot }: ServerOptions): string {
  const root = defaultArtifactRoot ?? (serveArtifacts ? "mlflow-artifacts:/" : "./mlruns");
  return /^[a-z][a-z0-9+.-]+:/i.test(root) ? parseLocation(root, "artifact_location").uri : resolve(root);
}

function localDirectory(artifactRoot: string): string | undefined {
  const location = parseLocation(artifactRoot, "artifact_location");
  return location.kind === "local" ? location.directory : undefined;
}
