"use client";

import { Component, type ReactNode } from "react";

type Props = { readonly message: string; readonly children: ReactNode };

/** A panel that fails in the browser says so in its own place; the rest of the page stands. React wants a class here. */
export class PanelBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <p className="plot-note">{this.props.message}</p> : this.props.children;
  }
}
