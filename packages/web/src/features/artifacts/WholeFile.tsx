import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import { Loaded } from "../../ui/Loaded.js";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactChoice } from "./artifact-source.js";

const LIMIT = 30 * 1024 * 1024;

interface Props extends ArtifactChoice {
  /** The media type under which the browser takes it. */
  type: string | undefined;
  /** Draws the file from an address of the page's own. */
  children: (address: string) => ReactNode;
}

/** A file that is drawn only as a whole, up to a size that a browser draws at ease. */
export function WholeFile({ source, path, type, children }: Props) {
  const query = useQuery(artifactQueries.beginning(source, path, LIMIT));
  return (
    <Loaded query={query}>
      {({ bytes, cut }) =>
        cut ? (
          <EmptyState title="Too large to show">
            Files of this kind of more than {formatBytes(LIMIT)} can be downloaded.
          </EmptyState>
        ) : (
          <Copy bytes={bytes} type={type}>
            {children}
          </Copy>
        )
      }
    </Loaded>
  );
}

interface CopyProps extends Pick<Props, "type" | "children"> {
  bytes: Uint8Array<ArrayBuffer>;
}

function Copy({ bytes, type, children }: CopyProps) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    // Served as a download by the server; a copy under the page's own type is what the browser draws.
    const made = URL.createObjectURL(new Blob([bytes], { type: type ?? "" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return address && children(address);
}
