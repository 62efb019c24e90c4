import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconHandStop } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Notice.module.css";

interface Props {
  kind: "error" | "hold";
  title: string;
  children: ReactNode;
}

/** Something that must not be overlooked, said without shouting. */
export function Notice({ kind, title, children }: Props) {
  const [Icon, color] = kind === "error" ? [IconAlertTriangle, "red"] : [IconHandStop, "orange"];
  return (
    <Alert
      color={color}
      variant="outline"
      icon={<Icon size={18} />}
      title={title}
      role={kind === "error" ? "alert" : "note"}
      className={classes.notice}
    >
      {children}
    </Alert>
  );
}
