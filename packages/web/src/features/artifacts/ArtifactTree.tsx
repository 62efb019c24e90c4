import { Loader, Text } from "@mantine/core";
import type { FileInfo } from "@slipway/contract";
import { IconChevronDown, IconChevronRight, IconFile } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "../../ui/ErrorState.js";
import { formatBytes } from "../../ui/format/format-bytes.js";
import classes from "./Artifacts.module.css";
import { artifactQueries } from "./artifact-queries.js";
import type { ArtifactSource } from "./artifact-source.js";

interface Props {
  source: ArtifactSource;
  /** The folder; "" is the root. */
  path?: string;
  selected: string | undefined;
  onSelect: (path: string) => void;
}

/** A folder of artifacts, with the folders in it that are open. */
export function ArtifactTree({ source, path = "", selected, onSelect }: Props) {
  const { data, error, refetch } = useQuery(artifactQueries.list(source, path));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loader size={14} m="xs" aria-label="Loading" />;
  if (data.length === 0) {
    return (
      <Text fz="sm" c="dimmed" px="xs">
        No files
      </Text>
    );
  }
  return (
    <ul className={classes.tree}>
      {data.map((entry) => (
        <li key={entry.path}>
          {entry.is_dir ? (
            <Folder source={source} path={entry.path} selected={selected} onSelect={onSelect} />
          ) : (
            <File entry={entry} selected={entry.path === selected} onSelect={onSelect} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Folder({ source, path = "", selected, onSelect }: Props) {
  const [open, setOpen] = useState(selected?.startsWith(`${path}/`) ?? false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <button
        type="button"
        className={classes.entry}
        aria-expanded={open}
        onClick={() => setOpen((now) => !now)}
      >
        <Chevron size={14} aria-hidden />
        <span className={classes.name}>{lastPart(path)}</span>
      </button>
      {open && <ArtifactTree source={source} path={path} selected={selected} onSelect={onSelect} />}
    </>
  );
}

interface FileProps {
  entry: FileInfo;
  selected: boolean;
  onSelect: (path: string) => void;
}

function File({ entry: { path, file_size }, selected, onSelect }: FileProps) {
  return (
    <button
      type="button"
      className={classes.entry}
      aria-current={selected || undefined}
      onClick={() => onSelect(path)}
    >
      <IconFile size={14} aria-hidden />
      <span className={classes.name} title={path}>
        {lastPart(path)}
      </span>
      {file_size !== undefined && <span className={classes.size}>{formatBytes(Number(file_size))}</span>}
    </button>
  );
}

const lastPart = (path: string) => path.slice(path.lastIndexOf("/") + 1);
