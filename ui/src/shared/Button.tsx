// A button: how it looks is Ant Design's (their styles, their names of classes), how it works is the browser's. Theirs brings
// the half of Ant Design with it, and each one on a page costs as much as a row of a table.

import { LoadingOutlined } from "@ant-design/icons";
import DisabledContext from "antd/es/config-provider/DisabledContext";
import { Children, use, type ComponentProps, type MouseEvent, type ReactNode } from "react";

/** Of each kind the colour and the way in which Ant Design's classes dress it. */
const looks = { default: ["default", "outlined"], primary: ["primary", "solid"], text: ["default", "text"], link: ["link", "link"] } as const;

export interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  type?: keyof typeof looks;
  size?: "small" | "middle";
  /** What it does destroys something. */
  danger?: boolean;
  /** Its work runs: it turns, and cannot be pressed. */
  loading?: boolean;
  icon?: ReactNode;
  iconPlacement?: "start" | "end";
  /** As wide as what it stands in. */
  block?: boolean;
  htmlType?: "button" | "submit" | "reset";
}

export function Button({ type = "default", size, danger = false, loading = false, icon, iconPlacement = "start", block = false, htmlType = "button", className, children, disabled, onClick, ...rest }: ButtonProps) {
  const form = use(DisabledContext);
  const sign = loading ? <LoadingOutlined /> : icon;
  const [colour, way] = looks[type];
  const classes = [
    "ant-btn", `ant-btn-${type}`, danger && "ant-btn-dangerous", `ant-btn-color-${danger ? "dangerous" : colour}`, `ant-btn-variant-${way}`,
    size === "small" && "ant-btn-sm", !said(children) && sign && "ant-btn-icon-only",
    loading && "ant-btn-loading", block && "ant-btn-block", iconPlacement === "end" && "ant-btn-icon-end", className,
  ];
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (loading) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button {...rest} type={htmlType} className={classes.filter(Boolean).join(" ")} disabled={disabled ?? form} aria-busy={loading || undefined} onClick={press}>
      {sign && <span className="ant-btn-icon">{sign}</span>}
      {worded(children)}
    </button>
  );
}

const said = (children: ReactNode) => Children.toArray(children).length > 0;
const isText = (child: unknown) => typeof child === "string" || typeof child === "number";

/** Words that follow each other are one part of the button: between its parts there is a gap. */
function worded(children: ReactNode): ReactNode {
  const all = Children.toArray(children);
  return all.every(isText) ? all.length > 0 && <span>{all}</span> : all.map((child, at) => (isText(child) ? <span key={at}>{child}</span> : child));
}
