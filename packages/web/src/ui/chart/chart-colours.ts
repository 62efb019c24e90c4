import { useComputedColorScheme } from "@mantine/core";

/** What a chart is drawn with besides its curves. */
export interface ChartColours {
  line: string;
  text: string;
  grid: string;
  tip: string;
  ink: string;
  /** Told apart by people who do not see all colours (after Okabe and Ito 2008); at least 3 to 1 on the ground. */
  curves: readonly string[];
}

const COLOURS: Record<"light" | "dark", ChartColours> = {
  light: {
    line: "#4263eb",
    text: "#5f676f",
    grid: "#edf0f2",
    tip: "#ffffff",
    ink: "#212529",
    curves: ["#0072b2", "#c14d00", "#00805e", "#a8447f", "#8a6d00", "#2b7fb8", "#5b4fb5", "#6b7280"],
  },
  dark: {
    line: "#748ffc",
    text: "#9a9ca3",
    grid: "#2f3136",
    tip: "#25272b",
    ink: "#dee2e6",
    curves: ["#4aa8e8", "#ff8a3d", "#2fc79b", "#e07fb5", "#e6c229", "#8fd0ff", "#a79bff", "#b6bcc6"],
  },
};

/** The colours of charts in the scheme that the page is shown in. */
export const useChartColours = (): ChartColours => COLOURS[useComputedColorScheme("light")];

const DASHES = ["solid", "dashed", "dotted"] as const;

/** How a curve is told from the others: colours first, then the dash of the line. */
export function curveStyle(index: number, { curves }: Pick<ChartColours, "curves">) {
  return {
    color: curves[index % curves.length] as string,
    type: DASHES[Math.floor(index / curves.length) % DASHES.length] ?? "solid",
  };
}
