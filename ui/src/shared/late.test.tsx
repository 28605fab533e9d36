import { screen } from "@testing-library/react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { late } from "./late";

test("what comes after its place was drawn and before anybody waits for it is shown", async () => {
  const Thing = late(
    async () => () => <p>here</p>,
    // Its code comes at once, while the place is still being drawn: as when a pointer fetched it just before the press.
    () => {
      void Thing.fetch();
      return <p>coming</p>;
    },
  );
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  root.render(<Thing />);
  expect(await screen.findByText("here")).toBeTruthy();
  root.unmount();
  place.remove();
});
