import { logBatch, logInput, logModel, logParams, startRun } from "@slipway/sdk";
import { readIndex, readSplit, splitFile } from "./dataset.js";
import { currentFeatures, featurizer, type SparseVector } from "./features.js";
import { marginOf, scoreOf } from "./linear-model.js";
import type { Mail } from "./mail.js";
import { type Judged, metricsOf } from "./metrics.js";
import { type OnProgress, type SpamFilter, trainFilter } from "./spam-filter.js";
import { splitNames } from "./split.js";
import { modelOf } from "./stored-filter.js";
import { readTrainingArguments } from "./training-arguments.js";

// Each seed draws this part of the training mails, so that repeats show how much a result depends on the data.
const share = 0.65;
const epochs = 20;

const contexts = { train: "training", validation: "validation", test: "test" };

/** Trains one filter and logs it: its parameters, data, metrics on the validation mails, and the model. */
async function train(): Promise<void> {
  const { weighting, ...settings } = readTrainingArguments(process.argv.slice(2));
  const features = { ...currentFeatures, weighting };
  await logParams({ ...settings, ...features, share, epochs });
  await logInputs();

  const validation = readSplit("validation");
  const points: { key: string; value: number; step: number; timestamp: number }[] = [];
  const judge = judgeOf(validation);
  const onProgress: OnProgress = (step, filter, loss) => {
    const timestamp = Date.now();
    const add = (key: string, value: number) => points.push({ key, value, step, timestamp });
    for (const [name, value] of Object.entries(metricsOf(judge(filter)))) add(`val_${name}`, value);
    if (loss !== undefined) add("train_loss", loss);
  };
  const filter = trainFilter(readSplit("train"), { ...settings, features, share, epochs, onProgress });
  await logBatch({ metrics: points });

  const lastStep = points.at(-1)?.step ?? 0;
  const example = validation[0]?.body ?? "";
  await logModel({ name: "model", step: lastStep, ...modelOf(filter, example) });
  const accuracy = points.findLast(({ key }) => key === "val_accuracy")?.value;
  console.log(`validation accuracy ${accuracy?.toFixed(4)}`);
}

/** Makes the function that scores the mails with a filter still in training, whose vocabulary stays the same. */
function judgeOf(mails: readonly Mail[]): (filter: SpamFilter) => Judged[] {
  let vectors: SparseVector[] | undefined;
  return ({ features, vocabulary, model }) => {
    if (!vectors) {
      const featuresOf = featurizer(features, vocabulary);
      vectors = mails.map(({ body }) => featuresOf(body));
    }
    return vectors.map((vector, i) => ({
      spam: mails[i]?.label === "spam",
      score: scoreOf(marginOf(model, vector)),
    }));
  };
}

/** Records which mails the model learns from, is selected by, and will be held against. */
async function logInputs(): Promise<void> {
  const { splits } = readIndex();
  for (const name of splitNames) {
    const { digest, mails, spam } = splits[name];
    const dataset = {
      name: `spam-assassin-${name}`,
      digest,
      source: splitFile(name),
      profile: { mails, spam },
    };
    await logInput(dataset, contexts[name]);
  }
}

await startRun(train);
