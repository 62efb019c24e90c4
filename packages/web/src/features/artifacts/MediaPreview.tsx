import { useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import classes from "./Artifacts.module.css";
import { type ArtifactChoice, downloadAddress } from "./artifact-source.js";
import { previewKind } from "./preview-kind.js";

/** A sound or a film, of which the browser asks for the parts that it plays. */
export function MediaPreview({ source, path }: ArtifactChoice) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <EmptyState title="Cannot be played">
        This browser knows no way to play it. It can be downloaded.
      </EmptyState>
    );
  }
  const Media = previewKind(path) === "video" ? "video" : "audio";
  return (
    <Media
      className={classes.media}
      src={downloadAddress(source, path)}
      controls
      preload="metadata"
      aria-label={path}
      onError={() => setBroken(true)}
    />
  );
}
