import { relative, sep } from "node:path";
import {
  type ArtifactPath,
  type ArtifactStore,
  openArtifactStore,
  parseDirectoryPath,
  ROOT,
} from "@slipway/artifacts";
import { ApiError } from "@slipway/contract";
import { invalidLocation, type Location, type LocationField, parseLocation } from "./location.js";
import { readOpenLocation } from "./open-location.js";

/** An upload that nothing was added to for so long has ended, whichever server it was sent to; in milliseconds. */
const LEFTOVER_AGE = 3_600_000;

/** A directory of a store. */
export interface ArtifactDirectory {
  store: ArtifactStore;
  path: ArtifactPath;
}

export interface ArtifactPlacesOptions {
  /** What `mlflow-artifacts:/` stands for; absent when this server gives out no artifacts. */
  destination?: string;
  /** A directory of this machine in which artifacts lie. */
  localRoot?: string;
  /** Whether locations on this machine must lie within these two; else any directory may be named, as in MLflow. */
  onlyNamed?: boolean;
}

/** The places that this server reads and writes artifacts in, and the locations that clients may name. */
export class ArtifactPlaces {
  /** The root that `mlflow-artifacts:/` stands for, where it is served. */
  readonly destination: ArtifactStore | undefined;
  private readonly local: { root: string; store: ArtifactStore } | undefined;

  private readonly read: (raw: string, field: LocationField) => Location;
  private readonly onlyNamed: boolean;

  constructor({ destination, localRoot, onlyNamed = false }: ArtifactPlacesOptions) {
    this.onlyNamed = onlyNamed;
    this.read = onlyNamed ? parseLocation : readOpenLocation;
    this.destination = destination === undefined ? undefined : openArtifactStore(destination);
    this.local =
      localRoot === undefined ? undefined : { root: localRoot, store: openArtifactStore(localRoot) };
  }

  /** Reads a location that a client names. @throws ApiError INVALID_PARAMETER_VALUE when it may not name it */
  accept(raw: string, field: LocationField): Location {
    if (/^runs:/i.test(raw))
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `Artifact location cannot be a runs:/ URI. Given: '${raw}'`,
      );
    const location = this.read(raw, field);
    if (location.kind === "local") this.openLocal(location.directory, raw, field);
    return location;
  }

  /** Opens a stored location, which is checked again: the row may be of another program. */
  open(uri: string): ArtifactDirectory {
    const location = this.read(uri, "artifact_location");
    switch (location.kind) {
      case "proxied":
        return { store: this.proxied(), path: location.path };
      case "local":
        return this.openLocal(location.directory, uri, "artifact_location");
      case "remote":
        return { store: openArtifactStore(location.uri), path: parseDirectoryPath("") };
    }
  }

  private proxied(): ArtifactStore {
    if (this.destination) return this.destination;
    throw new ApiError("ENDPOINT_NOT_FOUND", "This server gives out no artifacts (--no-serve-artifacts).");
  }

  /** The roots of this server, by the locations that lie in them. */
  roots(): Map<string, ArtifactStore> {
    const roots = new Map<string, ArtifactStore>();
    if (this.destination) roots.set("mlflow-artifacts:", this.destination);
    if (this.local) roots.set(this.local.root, this.local.store);
    return roots;
  }

  /** Removes what uploads that were cut off have left in the places. It looks at every directory. */
  async removeLeftovers(signal: AbortSignal): Promise<void> {
    const before = new Date(Date.now() - LEFTOVER_AGE);
    for (const store of [this.destination, this.local?.store]) await store?.removeLeftovers(before, signal);
  }

  /** As {@link open}, for what removes: never outside of the directories that the operator named. */
  openOwn(uri: string): ArtifactDirectory {
    const location = this.read(uri, "artifact_location");
    if (location.kind === "local" && this.insideLocal(location.directory) === undefined)
      throw invalidLocation(uri, "artifact_location", OUTSIDE);
    return this.open(uri);
  }

  private openLocal(directory: string, raw: string, field: LocationField): ArtifactDirectory {
    const path = this.insideLocal(directory);
    if (this.local && path !== undefined) return { store: this.local.store, path };
    if (this.onlyNamed) throw invalidLocation(raw, field, OUTSIDE);
    return { store: openArtifactStore(directory), path: ROOT };
  }

  private insideLocal(directory: string): ArtifactPath | undefined {
    if (!this.local) return undefined;
    const way = relative(this.local.root, directory);
    if (way === ".." || way.startsWith(`..${sep}`) || /^[a-z]:/i.test(way)) return undefined;
    return parseDirectoryPath(way.replaceAll(sep, "/"));
  }
}

const OUTSIDE =
  "A directory of the server's machine must lie within the one that the server was given as --default-artifact-root.";
