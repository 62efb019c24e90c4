import { Group, Text } from "@mantine/core";
import { toneColour } from "../../ui/StatusSign.js";
import classes from "./Builds.module.css";
import { type CandidateState, STATES, type StateCounts, tellCounts, totalOf } from "./count-states.js";

/** How the candidates of a build stand: a bar in parts, and the same in words. */
export function BuildProgress({ counts, brief = false }: { counts: StateCounts; brief?: boolean }) {
  const total = totalOf(counts);
  const told = tellCounts(counts);
  return (
    <Group gap={8} wrap="nowrap" pos="relative" title={brief ? told : undefined}>
      {total > 0 && (
        <span className={classes.bar} data-brief={brief || undefined} aria-hidden>
          {Object.entries(STATES).map(([state, { tone }]) => {
            const count = counts[state as CandidateState] ?? 0;
            return (
              count > 0 && (
                <span
                  key={state}
                  data-open={state === "WAITING" || state === "NOT_RUN" || undefined}
                  style={{ flexGrow: count, background: toneColour(tone) }}
                />
              )
            );
          })}
        </span>
      )}
      {brief ? (
        <Text span fz="inherit" className="numeric">
          {total > 0 ? `${counts.FINISHED ?? 0} / ${total}` : "–"}
          <span className="unseen">{told}</span>
        </Text>
      ) : (
        <Text span fz="sm" className="numeric" role="status">
          {told}
        </Text>
      )}
    </Group>
  );
}
