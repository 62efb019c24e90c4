import type { Decision } from "@slipway/contract";
import type { Client } from "@slipway/sdk/client";

/** Markup that would run a script if any page took it as such. */
export const MARKUP = `<img src=x onerror="document.title='broken'">`;

/** A run with what the tests look for on its page. */
export interface SampleRun {
  runId: string;
  experimentId: string;
}

/** An experiment with many runs: accuracies rise with their number, every tenth one failed, all but the first are children. */
export async function addManyRuns(client: Client, name: string, count: number): Promise<SampleRun[]> {
  const { experiment_id: experimentId } = await client.experiments.create({ name });
  const runs: SampleRun[] = [];
  for (let n = 0; n < count; n++) {
    const parent = runs[0] && [{ key: "mlflow.parentRunId", value: runs[0].runId }];
    const { run } = await client.runs.create({
      experiment_id: experimentId,
      run_name: `candidate ${n}`,
      start_time: 1_700_000_000_000 + n * 1000,
      tags: parent,
    });
    runs.push({ runId: run.info.run_id, experimentId });
  }
  await Promise.all(runs.map(({ runId }, n) => logCandidate(client, runId, n)));
  return runs;
}

async function logCandidate(client: Client, runId: string, n: number): Promise<void> {
  await client.runs.logBatch({
    run_id: runId,
    metrics: [{ key: "accuracy", value: n / 1000, timestamp: 1, step: 0 }],
    params: [
      { key: "model", value: n % 2 ? "svm" : "bayes" },
      { key: "learning-rate", value: "0.1" },
    ],
  });
  const end_time = 1_700_000_000_000 + n * 1000 + 90_000;
  await client.runs.update({ run_id: runId, status: n % 10 === 3 ? "FAILED" : "FINISHED", end_time });
}

/** A run with a metric's history, params, tags, data and artifacts of several kinds. */
export async function addRichRun(client: Client): Promise<SampleRun> {
  const { experiment_id: experimentId } = await client.experiments.create({ name: "rich" });
  const { run } = await client.runs.create({
    experiment_id: experimentId,
    run_name: MARKUP,
    start_time: 1_700_000_000_000,
    tags: [
      { key: "mlflow.user", value: "ann" },
      { key: "mlflow.source.git.commit", value: "c0ffee".padEnd(40, "0") },
      { key: "claim", value: MARKUP },
    ],
  });
  const runId = run.info.run_id;
  const loss = (step: number) => (step === 5 ? Number.NaN : 1 / (step + 1));
  await client.runs.logBatch({
    run_id: runId,
    metrics: Array.from({ length: 20 }, (_, step) => ({
      key: "loss",
      value: loss(step),
      timestamp: step,
      step,
    })),
    params: [{ key: "c", value: "10" }],
  });
  const dataset = { name: "mails", digest: "abc123", source_type: "local", source: "mails.csv" };
  await client.runs.logInputs({
    run_id: runId,
    datasets: [{ dataset, tags: [{ key: "mlflow.data.context", value: "training" }] }],
  });
  await addArtifacts(client, runId, {
    "data/rows.csv": "id,score\na,0.5\nb,0.25\n",
    "data/page.html": CURIOUS_PAGE,
    "data/explore.ipynb": JSON.stringify({
      nbformat: 4,
      cells: [
        { cell_type: "markdown", source: "# Plan" },
        { cell_type: "code", source: "f()", outputs: [{ output_type: "stream", text: "printed" }] },
      ],
    }),
    "data/long.txt": "0123456789".repeat(60_000),
    "data/tone.wav": silence(),
    "plots/dot.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>`,
    "slipway/output.log": "epoch 1\nepoch 2\n",
    "slipway/decision.json": JSON.stringify(decisionOf(runId, experimentId)),
  });
  await client.runs.update({ run_id: runId, status: "FINISHED", end_time: 1_700_000_090_000 });
  return { runId, experimentId };
}

/** A page that tells what it can do: draw itself, see the page around it, ask the server. */
const CURIOUS_PAGE = `<h1>Report</h1>${MARKUP}<p id="can">nothing</p><script>
  const can = ["drawn"];
  try { can.push(parent.document.title); } catch { can.push("alone"); }
  fetch("/ajax-api/2.0/mlflow/experiments/search").then(
    () => can.push("answered"),
    () => can.push("refused"),
  ).then(() => { document.querySelector("#can").textContent = can.join(", "); });
</script>`;

/** A second of silence as a WAV file: 8,000 samples of one byte. */
function silence(): Uint8Array<ArrayBuffer> {
  const samples = 8000;
  const file = new Uint8Array(44 + samples).fill(128);
  const header = Buffer.from(file.buffer, 0, 44);
  header.write("RIFF    WAVEfmt ", "latin1");
  header.writeUInt32LE(36 + samples, 4);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samples, 24);
  header.writeUInt32LE(samples, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples, 40);
  return file;
}

/** Uploads files to a run through the server's proxied root. */
export async function addArtifacts(
  client: Client,
  runId: string,
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const { run } = await client.runs.get({ run_id: runId });
  const root = run.info.artifact_uri?.replace(/^mlflow-artifacts:\/+/, "");
  for (const [path, content] of Object.entries(files)) {
    await client.artifacts.proxyUpload({ path: `${root}/${path}` }, content);
  }
}

const THIRD_LOOK: Decision["test_set"] = {
  name: "mails-2026",
  digest: "sha256:1234",
  decision_id: "d1",
  look: 3,
  looks: 32,
  left: 29,
  adaptivity: "first-change",
  passes: 1,
  reliability: 0.95,
  models: 32,
  sealed: false,
  revealed: 1,
  guarantee: "atomic",
};

/** A decision in which a candidate beats the champion. */
export function decisionOf(runId: string, experimentId: string): Decision {
  const repeats = [0.97, 0.98, 0.975].map((value) => ({ run_id: runId, status: "FINISHED", value }));
  return {
    format: 1,
    model: "spam-filter",
    outcome: "promoted",
    reason: "every gate passed",
    created_at: 1_700_000_100_000,
    actor: { name: "ann", source: "git", verified: false },
    experiment_ids: [experimentId],
    selection: {
      metric: "val_accuracy",
      goal: "maximize",
      configurations: [
        {
          label: "svm c=10",
          cell: {},
          runs: repeats,
          mean: 0.975,
          spread: 0.005,
          finished: 3,
          eligible: true,
        },
        {
          label: "bayes",
          cell: {},
          runs: repeats.slice(0, 1),
          mean: 0.9,
          finished: 1,
          eligible: false,
          excluded: "1 of 3 repeats finished",
        },
      ],
      selected: "svm c=10",
      run_id: runId,
      rule: "the median of its seeds",
    },
    receipt: {
      uri: `runs:/${runId}/slipway/receipt.json`,
      model_digest: "ab".repeat(32),
      signer: "key 3f9a",
    },
    test_set: THIRD_LOOK,
    candidate: { run_id: runId, model_uri: `runs:/${runId}/model`, source: "mlflow-artifacts:/1/model" },
    champion: { version: "1", stage: "Production" },
    evaluation: {
      examples: 2000,
      digest: "sha256:1234",
      candidate: { accuracy: 0.97 },
      champion: { accuracy: 0.95 },
      paired: true,
    },
    verdicts: [
      {
        gate: "improvement",
        status: "pass",
        required: false,
        reason: "+0.0200 [+0.0100, +0.0300] at 95 %",
        evidence: { delta: 0.02 },
      },
    ],
  };
}
