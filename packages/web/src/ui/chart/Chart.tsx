import { useEffect, useRef } from "react";
import { type ChartOption, init } from "./echarts.js";

interface Props {
  option: ChartOption;
  height: number;
  /** What the chart shows, for those who do not see it. */
  label: string;
}

/** A chart that follows the size of its place. */
export function Chart({ option, height, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(undefined);
  useEffect(() => {
    if (!place.current) return undefined;
    const made = init(place.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);
  return <div ref={place} style={{ height }} role="img" aria-label={label} />;
}
