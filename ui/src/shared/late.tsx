// Components whose code is loaded when they are first drawn. React's own `lazy` shows its fallback first, and then holds
// back what has arrived for 300 ms so that pages do not flicker; here nothing stands until the code is there.

import { useEffect, useState, type ComponentType } from "react";

/** A component that draws nothing until `load` has brought it; what goes wrong is thrown to the nearest boundary. */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Loaded: ComponentType<P> | undefined;
  return function Late(props: P) {
    const [, draw] = useState(Loaded !== undefined);
    const [failed, setFailed] = useState<{ cause: unknown } | null>(null);
    useEffect(() => {
      if (Loaded) return;
      load().then(
        (component) => {
          Loaded = component;
          draw(true);
        },
        (cause: unknown) => setFailed({ cause }),
      );
    }, []);
    if (failed) throw failed.cause;
    return Loaded ? <Loaded {...props} /> : null;
  };
}
