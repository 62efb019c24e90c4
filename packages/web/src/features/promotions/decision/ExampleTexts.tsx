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
    { name: "prediction", candidate, champion },
    ...texts.filter((text) => text.champion !== undefined),
  ];
  const same = texts.filter((text) => text.champion === undefined);
  return (
    <article className={classes.example} aria-label={id}>
      <header>
        <span className="mono">{id}</span>
        <Named name="group" text={group} />
        <Named name="label" text={label} />
        {same.map(({ name, candidate: text }) => (
          <Named key={name} name={name} text={text} />
        ))}
      </header>
      {pairs.map(
        (pair) =>
          pair.candidate !== undefined && (
            <div key={pair.name} className={classes.pair}>
              <Side who="Champion" what={pair.name} text={pair.champion} />
              <Side who="New model" what={pair.name} text={pair.candidate} />
            </div>
          ),
      )}
    </article>
  );
}

const Named = ({ name, text }: { name: string; text: string | undefined }) =>
  text !== undefined && (
    <span>
      <span className={classes.name}>{name}</span> {text}
    </span>
  );

const Side = ({ who, what, text }: { who: string; what: string; text: string | undefined }) => (
  <div>
    <div className={classes.name}>
      {who}: {what}
    </div>
    <div className={classes.text}>{text}</div>
  </div>
);
