const MODEL = "spam-filter";

/** Every page of the UI over the demo's database, by the name of its picture. */
export async function findPages(url) {
  const ask = async (path, body) => {
    const init = body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const answer = await fetch(url + path, init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const name = encodeURIComponent(MODEL);
  const { builds } = await ask("/api/slipway/1.0/builds/search", { max_results: 1 });
  const { promotions } = await ask(`/api/slipway/1.0/promotions?name=${name}`);
  const build = builds[0].run.info;
  const { runs } = await ask("/api/slipway/1.0/builds/runs", { run_id: build.run_id, fields: ["info"] });
  const trained = runs[0].info.run_id;
  const decided = promotions.find(
    ({ action, forced, run_id }) => action === "promote" && !forced && run_id,
  ).run_id;
  const compared = encodeURIComponent(JSON.stringify(runs.slice(0, 6).map(({ info }) => info.run_id)));
  return {
    experiments: "/",
    runs: `/experiments/${build.experiment_id}`,
    run: `/runs/${trained}`,
    metrics: `/runs/${trained}?tab=metrics`,
    artifacts: `/runs/${trained}?tab=artifacts`,
    log: `/runs/${trained}?tab=log`,
    compare: `/compare?runs=${compared}`,
    curves: `/compare?runs=${compared}&tab=curves`,
    plots: `/compare?runs=${compared}&tab=plots`,
    builds: "/builds",
    build: `/builds/${build.run_id}`,
    decision: `/runs/${decided}?tab=decision`,
    models: "/models",
    model: `/models/${name}`,
    history: `/models/${name}?tab=history`,
    version: `/models/${name}/versions/1`,
    "not-found": "/runs/nowhere",
  };
}
