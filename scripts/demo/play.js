import { rmSync } from "node:fs";
import { join } from "node:path";
import { folder } from "./folder.js";
import { Repository } from "./repository.js";
import { heading, note, slipway } from "./say.js";
import { startTracking } from "./tracking.js";

const database = join(folder, "mlflow.db");
const MODEL = "spam-filter";

/** Plays the story from an empty folder; throws when a step does not end as it should. */
export async function play() {
  const began = performance.now();
  // Below the clone, so that worktrees of the example find the packages installed here.
  rmSync(folder, { recursive: true, force: true });
  const tracking = await startTracking(folder, database);
  try {
    await tell(tracking.url);
  } finally {
    await tracking.stop();
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  heading(`Done in ${seconds} s`);
  note("Look at every run, model and decision that this made:");
  const store = `--backend-store-uri sqlite:///.demo/mlflow.db --artifacts-destination .demo/mlartifacts`;
  note(`  npx slipway ui ${store}`);
  note("then open http://127.0.0.1:5000");
}

async function tell(trackingUri) {
  const env = { ...process.env, MLFLOW_TRACKING_URI: trackingUri, SLIPWAY_ACTOR: "demo" };
  const repository = new Repository(folder, env);
  await repository.create();
  const command = (...args) => slipway(args, { cwd: repository.checkout, env });

  heading("Push 1: the first model. No champion yet, so the threshold decides");
  await repository.push();
  await command("models", "versions", MODEL);

  heading("Push 2: more words. A better candidate, compared with version 1 on the same mails");
  await repository.patchAndPush("2-more-words.patch");
  await command("models", "versions", MODEL);

  heading("Push 3: another tokenizer detail and other seeds. Not better, so Production stays");
  await repository.patchAndPush("3-apostrophes.patch");
  note("A held release is no failure in CI, unless it is asked to be one:");
  await command("release", "--dry-run", "--exit-code").expecting(1);

  heading("Push 4: a regression, refused");
  await repository.patchAndPush("4-fewer-mails.patch");
  note("Somebody knows better, and says so on record:");
  await command("release", "--force", "--reason", "we need the short build today");
  note("Production is worse now. Back to the version before:");
  await command("rollback", MODEL, "--reason", "the forced release lets spam through");
  await command("models", "versions", MODEL);
  await command("models", "history", MODEL);
}
