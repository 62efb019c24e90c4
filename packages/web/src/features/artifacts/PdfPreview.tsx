import classes from "./Artifacts.module.css";
import type { ArtifactChoice } from "./artifact-source.js";
import { WholeFile } from "./WholeFile.js";

/** A PDF in the browser's own reader. */
export function PdfPreview({ source, path }: ArtifactChoice) {
  return (
    <WholeFile source={source} path={path} type="application/pdf">
      {(address) => <iframe className={classes.frame} src={address} title={path} />}
    </WholeFile>
  );
}
