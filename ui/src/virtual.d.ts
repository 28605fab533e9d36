// What the build makes (build/antdStyles.tsx).

declare module "virtual:antd.css" {}
declare module "virtual:antd-button.css" {}

declare module "virtual:antd-tokens" {
  const tokens: Record<"light" | "dark", object>;
  export default tokens;
}
