import classes from "./Artifacts.module.css";
import type { ArtifactChoice } from "./artifact-source.js";
import { imageType } from "./preview-kind.js";
import { WholeFile } from "./WholeFile.js";

/** An image, up to a size that a browser draws at ease. */
export function ImagePreview({ source, path }: ArtifactChoice) {
  return (
    <WholeFile source={source} path={path} type={imageType(path)}>
      {(address) => <img className={classes.image} src={address} alt={path} />}
    </WholeFile>
  );
}
