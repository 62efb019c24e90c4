/** One mail, judged: the truth, and the model's score from 0 (ham) to 1 (spam). */
export interface Judged {
  spam: boolean;
  score: number;
}

/** What is said about a model's scores on a set of mails. Spam is the positive class; a score above 0.5 says spam. */
export interface Metrics {
  accuracy: number;
  precision: number;
  recall: number;
  f1: number;
  /** Chance that a random spam scores above a random ham; ties count half. */
  auc: number;
}

export function metricsOf(judged: readonly Judged[]): Metrics {
  const count = (spam: boolean, flagged: boolean): number =>
    judged.filter((mail) => mail.spam === spam && mail.score > 0.5 === flagged).length;
  const caught = count(true, true);
  const missed = count(true, false);
  const falseAlarms = count(false, true);
  return {
    accuracy: (judged.length - missed - falseAlarms) / judged.length,
    precision: caught / (caught + falseAlarms || 1),
    recall: caught / (caught + missed || 1),
    f1: (2 * caught) / (2 * caught + missed + falseAlarms || 1),
    auc: aucOf(judged),
  };
}

/** The Mann-Whitney form: sum of the ranks of spam, with mean ranks for ties. */
function aucOf(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((a, b) => a.score - b.score);
  const spam = sorted.filter((mail) => mail.spam).length;
  let rankSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end++;
    const meanRank = (start + 1 + end) / 2;
    rankSum += meanRank * sorted.slice(start, end).filter((mail) => mail.spam).length;
    start = end;
  }
  return (rankSum - (spam * (spam + 1)) / 2) / (spam * (sorted.length - spam));
}
