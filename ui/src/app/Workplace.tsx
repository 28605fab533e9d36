// The studio for somebody signed in: the screens by their addresses.

import { RouterProvider } from "@tanstack/react-router";
import { router } from "./router";

export function Workplace() {
  return <RouterProvider router={router} />;
}

/** Fetches the code of the screen that the address names, before anything is drawn. */
export const arrive = (): Promise<void> => router.load();
