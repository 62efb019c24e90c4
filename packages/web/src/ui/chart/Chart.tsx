import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef } from "react";
import { init } from "./echarts.js";
import { selectToZoom, zoomedTo } from "./zoom.js";

interface Props {
  option: EChartsCoreOption;
  height: number;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** Called with the part of the x axis that was drawn over with the pointer. */
  onZoom?: ((from: number, to: number) => void) | undefined;
}

/** A chart that follows the size of its place. */
export function Chart({ option, height, label, onZoom }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(undefined);
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  useEffect(() => {
    if (!place.current) return undefined;
    const made = init(place.current);
    chart.current = made;
    made.on("datazoom", (event) => {
      const range = zoomedTo(event);
      if (range) zoom.current?.(...range);
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
    if (zoom.current && chart.current) selectToZoom(chart.current);
  }, [option]);
  return <div ref={place} style={{ height }} role="img" aria-label={label} />;
}
