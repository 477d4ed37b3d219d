import { Component, type ComponentType, type FunctionComponent } from "preact";

/**
 * The component, drawn again only where one of its properties is another one. (To keep a drawn part by `useMemo` would do
 * the same, but such a part holds on to all that was drawn around it at that time.)
 */
export function unlessChanged<P extends object>(View: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const before = new Map<string, unknown>(Object.entries(this.props));
      return Object.entries(next).some(([name, value]) => before.get(name) !== value);
    }

    override render(props: P) {
      return <View {...props} />;
    }
  };
}
