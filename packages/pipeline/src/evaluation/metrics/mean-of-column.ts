import { numberColumn } from "./columns.js";
import { type MetricFamily, meanMetric } from "./metric.js";

/** The mean of any column of numbers, as `mean(profit)`; whether more is better only the user knows. */
export const meanOfColumn: MetricFamily = {
  argument: { of: "column", required: true },
  make: (name, column = "") =>
    meanMetric({ name, needs: [column], perExample: (rows) => numberColumn(name, rows, column) }),
};
