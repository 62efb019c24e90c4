/** Before the keys of what MLflow measures of the machine (mlflow.system_metrics). */
const SYSTEM = "system/";

/** Whether a metric is of the machine. */
export const isSystemMetric = (key: string): boolean => key.startsWith(SYSTEM);

/** Cards that stand together. */
export interface MetricGroup<Card> {
  /** Absent where there is nothing to tell it from. */
  title?: string;
  kind: "curves" | "once" | "system";
  cards: Card[];
}

/**
 * The metrics of runs as groups, in the order of their names: those with a history, those that were logged once, those
 * of the machine. Only the history says for sure; a latest step of 0 is what a metric has that was logged once.
 */
export function groupMetrics<Card extends { key: string; curve: boolean }>(
  metrics: readonly Card[],
): MetricGroup<Card>[] {
  const sorted = [...metrics].sort((a, b) => a.key.localeCompare(b.key, "en", { numeric: true }));
  const own = sorted.filter(({ key }) => !isSystemMetric(key));
  const system = sorted.filter(({ key }) => isSystemMetric(key));
  const groups: MetricGroup<Card>[] = [
    { kind: "curves", cards: own.filter(({ curve }) => curve) },
    { kind: "once", cards: own.filter(({ curve }) => !curve) },
    { kind: "system", title: "System metrics", cards: system },
  ];
  return groups.filter(({ cards }) => cards.length > 0);
}
