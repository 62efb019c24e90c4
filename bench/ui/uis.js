import { EXPERIMENT, LONG_RUNS } from "./fill.js";

/** What MLflow's UI remembers of an experiment's page, and whether its assistant has opened by itself. */
const MLFLOW_REMEMBERS = {
  [`MLflowLocalStorage-1.1-ExperimentPage-["${EXPERIMENT}"]-ReactComponentState`]: JSON.stringify({
    runsHiddenMode: "FIRST_20_RUNS",
  }),
  "mlflow.assistant.fab.autoOpenedOnFirstLoad_v1": "true",
};

/**
 * How each UI shows the same things.
 * `server`: its name in servers.js; `remembers`: what its browser has stored from earlier visits;
 * `runs`, `curves`: addresses below its server's, the second for runs by id; `filter`: the box for a filter;
 * `scroller`: what scrolls the runs; `curvesDrawn`: asked in the page, with how many there must be.
 */
export const UIS = {
  mlflow: {
    server: "mlflow",
    remembers: MLFLOW_REMEMBERS,
    runs: `/#/experiments/${EXPERIMENT}/runs`,
    filter: (page) => page.getByPlaceholder(/^metrics\.rmse/).first(),
    scroller: ".ag-body-viewport",
    // Its charts of the newest 20 runs, which are sampled; its page of one metric fetches every point and takes far longer.
    curves: () => `/#/experiments/${EXPERIMENT}/runs?compareRunsMode=CHART`,
    curvesDrawn: (count) => {
      const lines = [...document.querySelectorAll(".js-plotly-plot .scatterlayer .trace path.js-line")];
      return lines.filter((line) => (line.getAttribute("d") ?? "").length > 200).length >= count;
    },
  },
  slipway: {
    server: "slipway",
    remembers: {},
    runs: `/experiments/${EXPERIMENT}`,
    filter: (page) => page.getByLabel("Filter runs"),
    scroller: "main table",
    curves: (ids) => `/compare?runs=${encodeURIComponent(JSON.stringify(ids))}&tab=curves`,
    // A chart is drawn on a canvas, and the points that it draws are counted below it.
    curvesDrawn: (count) => {
      const card = document.querySelector('article[aria-label="loss"]');
      return Boolean(card?.querySelector("canvas")) && card.textContent.includes(` of ${count} runs`);
    },
  },
};

/** What the figures of a row leave unsaid. */
export const NOTES = {
  "longest frame": "MLflow's table ends after 100 runs, where a button loads more; ours goes on",
  [`draw ${LONG_RUNS} curves`]:
    "both draw a sample of the points; MLflow's page of charts, ours of a comparison",
};
