import { Tooltip } from "@mantine/core";
import type { Promotion } from "@slipway/contract";
import { IconHandStop } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatStamp } from "../../../ui/format/format-time.js";
import { type Origin, originOf } from "./origin.js";
import { ORIGIN_LOOKS } from "./origin-looks.js";
import classes from "./Timeline.module.css";
import { type Holding, type Lane, placeName, type Spell, ticksOf } from "./timeline.js";

interface Props {
  lanes: readonly Lane[];
  holds: readonly Spell[];
  /** The stretch of time in view, in milliseconds since the epoch. */
  from: number;
  to: number;
  /** The moment that is looked at. */
  at: number;
  onPick: (time: number) => void;
}

/** Who held each stage and alias when, as bars over time that are lists to those who do not see them. */
export function Timeline({ lanes, holds, from, to, at, onPick }: Props) {
  const view = { from, to, at, onPick };
  const inView = ({ from: start, to: end = to }: Spell) => end >= from && start <= to;
  return (
    <div className={classes.frame}>
      {lanes.map((lane) => (
        <LaneRows key={placeName(lane)} name={placeName(lane)} view={view}>
          {lane.rows.map((row, index) => (
            // A row is known by its place alone.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <ul key={index} className={classes.row}>
              {row.filter(inView).map((holding) => (
                <HoldingBar key={holding.from} place={placeName(lane)} holding={holding} view={view} />
              ))}
            </ul>
          ))}
        </LaneRows>
      ))}
      {holds.some(inView) && (
        <LaneRows name="On hold" view={view}>
          <ul className={classes.row}>
            {holds.filter(inView).map((hold) => (
              <HoldBar key={hold.from} hold={hold} view={view} />
            ))}
          </ul>
        </LaneRows>
      )}
      <div className={classes.axis} aria-hidden>
        {ticksOf(from, to, 5).map((time) => (
          <span key={time}>{formatStamp(time, to - from)}</span>
        ))}
      </div>
    </div>
  );
}

function LaneRows({ name, view, children }: { name: string; view: View; children: ReactNode }) {
  const { from, to, at } = view;
  return (
    <>
      <div className={classes.place} title={name}>
        {name}
      </div>
      <section className={classes.rows} aria-label={`${name} over time`}>
        {children}
        {at >= from && at <= to && <span className={classes.mark} style={{ left: percent(at, view) }} />}
      </section>
    </>
  );
}

type View = Pick<Props, "from" | "to" | "at" | "onPick">;

function HoldingBar({ place, holding, view }: { place: string; holding: Holding; view: View }) {
  const { version, began } = holding;
  const origin = originOf(began);
  const { Icon } = ORIGIN_LOOKS[origin];
  return (
    <Bar
      spell={holding}
      view={view}
      look={origin}
      label={`v${version} in ${place}, ${stretch(holding)}`}
      story={storyOf(began)}
    >
      <Icon size={13} aria-hidden />v{version}
    </Bar>
  );
}

function HoldBar({ hold, view }: { hold: Spell; view: View }) {
  return (
    <Bar
      spell={hold}
      view={view}
      look="hold"
      label={`Releases on hold, ${stretch(hold)}`}
      story={storyOf(hold.began)}
    >
      <IconHandStop size={13} aria-hidden />
    </Bar>
  );
}

interface BarProps {
  spell: Spell;
  view: View;
  look: Origin | "hold";
  label: string;
  story: string;
  children: ReactNode;
}

function Bar({ spell, view, look, label, story, children }: BarProps) {
  const { from, to = view.to } = spell;
  const left = Math.max(from, view.from);
  const width = ((Math.min(to, view.to) - left) / (view.to - view.from)) * 100;
  return (
    <li>
      <Tooltip
        multiline
        maw={360}
        label={
          <>
            {label}
            <br />
            {story}
          </>
        }
      >
        <button
          type="button"
          className={`${classes.bar} ${classes[look]}`}
          style={{ left: percent(left, view), width: `${width}%` }}
          data-current={(from <= view.at && view.at < (spell.to ?? Infinity)) || undefined}
          aria-label={`${label}. ${story}`}
          onClick={() => view.onPick(from)}
        >
          {children}
        </button>
      </Tooltip>
    </li>
  );
}

const percent = (time: number, { from, to }: Pick<View, "from" | "to">) =>
  `${((time - from) / (to - from)) * 100}%`;

const stretch = ({ from, to }: Spell): string =>
  to === undefined ? `since ${formatStamp(from)}` : `${formatStamp(from)} to ${formatStamp(to)}`;

/** How it came to be, in a line. */
function storyOf(entry: Promotion): string {
  const { actor, commit, reason } = entry;
  const { label } = ORIGIN_LOOKS[originOf(entry)];
  const by = actor && ` by ${actor.replace(/ <[^>]*>$/, "")}`;
  return [`${label}${by ?? ""}`, commit && `commit ${commit.slice(0, 8)}`, reason && `“${reason}”`]
    .filter(Boolean)
    .join(" · ");
}
