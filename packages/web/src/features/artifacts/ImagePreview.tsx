import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { Loaded } from "../../ui/Loaded.js";
import classes from "./Artifacts.module.css";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";
import { imageType } from "./preview-kind.js";

const LIMIT = 20 * 1024 * 1024;

/** An image, up to a size that a browser draws at ease. */
export function ImagePreview({ source, path }: ArtifactChoice) {
  const query = useQuery(artifactQueries.beginning(source, path, LIMIT));
  return (
    <Loaded query={query}>
      {({ bytes, cut }) =>
        cut ? (
          <EmptyState title="Too large to show">
            Images of more than {formatBytes(LIMIT)} can be downloaded.
          </EmptyState>
        ) : (
          <Picture bytes={bytes} path={path} />
        )
      }
    </Loaded>
  );
}

function Picture({ bytes, path }: { bytes: Uint8Array<ArrayBuffer>; path: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    // Served as a download by the server; a copy under the page's own type is what the browser draws.
    const made = URL.createObjectURL(new Blob([bytes], { type: imageType(path) }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, path]);
  return address && <img className={classes.image} src={address} alt={path} />;
}
