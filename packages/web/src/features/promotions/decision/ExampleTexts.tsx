import type { ComparedExample } from "@slipway/contract";
import classes from "./Examples.module.css";

/** Examples with long answers: both models side by side below what was asked for. */
export function ExampleTexts({ examples }: { examples: readonly ComparedExample[] }) {
  return (
    <ul className={classes.list} aria-label="Examples">
      {examples.map((example) => (
        <li key={example.id}>
          <Example example={example} />
        </li>
      ))}
    </ul>
  );
}

function Example({
  example: { id, group, label, candidate, champion, texts },
}: {
  example: ComparedExample;
}) {
  const pairs = [
    ...(candidate === undefined && champion === undefined
      ? []
      : [{ name: "prediction", candidate: candidate ?? "", champion: champion ?? "" }]),
    ...texts,
  ];
  return (
    <article className={classes.example} aria-label={id}>
      <header>
        <span className="mono">{id}</span>
        {group !== undefined && <span>{group}</span>}
        {label !== undefined && (
          <span>
            <span className={classes.name}>label</span> {label}
          </span>
        )}
      </header>
      {pairs.map((pair) => (
        <div key={pair.name} className={classes.pair}>
          <Side who="Champion" what={pair.name} text={pair.champion} />
          <Side who="New model" what={pair.name} text={pair.candidate} />
        </div>
      ))}
    </article>
  );
}

const Side = ({ who, what, text }: { who: string; what: string; text: string }) => (
  <div>
    <div className={classes.name}>
      {who}: {what}
    </div>
    <div className={classes.text}>{text}</div>
  </div>
);
