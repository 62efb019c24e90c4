import { useRef } from "react";
import { staticPrefix } from "../../app/static-prefix.js";
import classes from "./Artifacts.module.css";

interface Props {
  html: string;
  title: string;
}

/**
 * A page that someone logged, apart from this one: it is of no site, its scripts run but reach neither this page nor
 * any server (the policy with which the server hands out the empty page says so, and the frame says it again).
 */
export function SandboxFrame({ html, title }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={title}
      src={`${staticPrefix}/sandbox.html`}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      // It has no origin that could be named.
      onLoad={() => frame.current?.contentWindow?.postMessage(html, "*")}
    />
  );
}
