import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { href } from "./place";
import { go, Link, stepNow, usePath } from "./route";

test.each([
  [{ to: "/episodes/$id/script", params: { id: "e 1/2" } }, "/episodes/e%201%2F2/script"],
  [{ to: "/laws", search: { law: "民法典", at: undefined } }, "/laws?law=%E6%B0%91%E6%B3%95%E5%85%B8"],
  [{ to: "/", search: {} }, "/"],
])("a place has one address: %j", (place, address) => {
  expect(href(place)).toBe(address);
});

function Here() {
  return <p>{usePath()}</p>;
}

test("a link goes on by one step, and to where one is by none; with a key held it is the browser's", async () => {
  window.history.replaceState(null, "", "/");
  render(<><Link to="/topics">选题</Link><Here /></>);
  const link = screen.getByRole("link", { name: "选题" });
  await userEvent.click(link);
  expect(screen.getByText("/topics")).toBeTruthy();
  expect(stepNow()).toBe(1);
  await userEvent.click(link);
  expect(stepNow()).toBe(1);
  let ours: boolean | undefined;
  const heard = (event: Event) => {
    ours = event.defaultPrevented;
    event.preventDefault();
  };
  window.addEventListener("click", heard, { once: true });
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
  expect(ours).toBe(false);
  go({ to: "/people", search: { tab: "roster" } }, { replace: true });
  expect(window.location.href).toContain("/people?tab=roster");
  expect(stepNow()).toBe(1);
});
