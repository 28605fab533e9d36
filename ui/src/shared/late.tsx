// Components whose code is loaded when they are first drawn. React's own `lazy` shows its fallback first, and then holds
// back what has arrived for 300 ms so that pages do not flicker; here only what is said stands until the code is there.

import { useEffect, useState, type ComponentType } from "react";

type Load<P> = () => Promise<ComponentType<P>>;

/** A component whose code comes later, and can be fetched before it is drawn. */
export type Late<P> = ComponentType<P> & { fetch: () => Promise<void>; isHere: () => boolean };

/** A component that draws `Meanwhile`, or nothing, until `load` has brought it; what goes wrong is thrown to the nearest boundary. */
export function late<P extends object>(load: Load<P>, Meanwhile?: ComponentType<P>): Late<P> {
  let Loaded: ComponentType<P> | undefined;
  let coming: Promise<void> | undefined;
  const fetch = () => (coming ??= bring());
  const bring = async () => {
    try {
      Loaded = await load();
    } catch (cause) {
      coming = undefined;
      throw cause;
    }
  };
  function LateOne(props: P) {
    const [, draw] = useState(Loaded !== undefined);
    const [failed, setFailed] = useState<{ cause: unknown } | null>(null);
    useEffect(() => {
      // Also when it is here by now: it may have come since this was drawn.
      fetch().then(
        () => draw(true),
        (cause: unknown) => setFailed({ cause }),
      );
    }, []);
    if (failed) throw failed.cause;
    const Drawn = Loaded ?? Meanwhile;
    return Drawn ? <Drawn {...props} /> : null;
  }
  return Object.assign(LateOne, { fetch, isHere: () => Loaded !== undefined });
}

/** Brings with a component what Ant Design's components need around them: for whatever is drawn with them outside of a screen. */
export function withAntDesign<P extends object>(load: Load<P>): Load<P> {
  return async () => {
    const [{ AntDesign }, Inner] = await Promise.all([import("./AntDesign"), load()]);
    return function WithAntDesign(props: P) {
      return <AntDesign><Inner {...props} /></AntDesign>;
    };
  };
}

/** What a button that opens something needs to be told. */
export type Press = { onClick?: () => void; onPointerEnter?: () => void };

/**
 * A button that opens something whose code comes with the first press, and is fetched when the pointer comes near. From then
 * on `load`'s component is drawn, which holds the button itself: open at first, with the focus on it.
 */
export function latePopup(load: Load<object>, Opener: ComponentType<Press>): ComponentType {
  const Popup = late(withAntDesign(load), Opener);
  return function LatePopup() {
    const [pressed, setPressed] = useState(false);
    return pressed ? <Popup /> : <Opener onClick={() => setPressed(true)} onPointerEnter={() => void Popup.fetch().catch(() => null)} />;
  };
}
