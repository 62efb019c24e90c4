import { createTheme, rem } from "@mantine/core";

/** One look for all pages: dense, quiet, numbers in columns. */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 7,
  respectReducedMotion: true,
  defaultRadius: "sm",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: rem(22) }, h2: { fontSize: rem(17) }, h3: { fontSize: rem(14) } },
  },
  components: {
    Table: { defaultProps: { verticalSpacing: rem(5), horizontalSpacing: "sm", fz: "sm" } },
    Button: { defaultProps: { size: "xs", fw: 500 } },
    TextInput: { defaultProps: { size: "xs" } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});
