/** Every limit of the protocol, as MLflow 3.18 sets it. Lengths are characters, sizes are bytes. */
export const LIMITS = {
  batch: { metrics: 1000, params: 100, tags: 100, total: 1000 },
  key: 250,
  paramValue: 6000,
  runTagValue: 8000,
  runName: 250,
  experimentName: 500,
  experimentTagKey: 250,
  experimentTagValue: 20_000,
  registryTagKey: 250,
  registeredModelTagValue: 5000,
  modelVersionTagValue: 100_000,
  alias: 255,
  description: 5000,
  source: 500,
  runLink: 500,
  artifactLocation: 2048,
  dataset: { name: 500, digest: 36, source: 65_535, schema: 1_048_575, profile: 16_777_215 },
  inputTag: { key: 255, value: 500 },
  webhook: { description: 1000, url: 500, secret: 1000 },
  pages: {
    webhooks: 1000,
    webhookDeliveries: 1000,
    experiments: 50_000,
    runs: 50_000,
    runsDefault: 1000,
    registeredModels: 1000,
    registeredModelsDefault: 100,
    modelVersions: 200_000,
    modelVersionsDefault: 200_000,
    loggedModels: 50_000,
    loggedModelsDefault: 50,
    metricHistory: 25_000,
    metricSample: 2500,
    datasetSummaries: 1000,
  },
  /** Of one search: our own limits, near those at which MLflow's databases give up. `pattern` is that of LIKE. */
  search: { comparisons: 100, orderTerms: 32, pattern: 10_000, fields: 1000 },
  /** How many may be asked for at once. */
  atOnce: { metricHistories: 100, datasetExperiments: 20, purged: 100 },
  /** Largest file that the browser UI may add to a run. */
  uploadedArtifact: 10 * 1024 * 1024,
  /** Longest life of an address that a store signs, in seconds. */
  presignedSeconds: 604_800,
  /** Largest JSON body that the server reads. */
  body: 10 * 1024 * 1024,
} as const;
