// Catches what fails to draw, so that one broken part does not take the window with it.

import { Component, type ErrorInfo, type ReactNode } from "react";
import { engine } from "../text";
import { ErrorNote } from "./ErrorNote";

export class Broken extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <ErrorNote title={engine().t("shared:broken_title")} text={engine().t("shared:broken_text")} error={this.state.error} retry={() => this.setState({ error: null })} page />
    );
  }
}
