// The elements in React's JSX: import type {} from '@connectgateway/gigs-connect-button/react';
import type { ClassAttributes, HTMLAttributes } from 'react';
import type {
  GigsConnectButtonAttributes,
  GigsConnectButtonElement,
  GigsConnectButtonEventMap,
} from './gigs-connect-button.js';
import type {
  GigsConnectReturnAttributes,
  GigsConnectReturnElement,
  GigsConnectReturnEventMap,
} from './gigs-connect-return.js';

type Props<Element, Attributes, Events> = HTMLAttributes<Element> &
  ClassAttributes<Element> &
  Omit<Attributes, 'class' | 'className' | 'style' | 'ref' | 'key' | 'children'> & {
    // React 19 listens to an element's own events by their exact names.
    [Name in keyof Events as `on${Name & string}`]?: (event: Events[Name]) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'gigs-connect-button': Props<GigsConnectButtonElement, GigsConnectButtonAttributes, GigsConnectButtonEventMap>;
      'gigs-connect-return': Props<GigsConnectReturnElement, GigsConnectReturnAttributes, GigsConnectReturnEventMap>;
    }
  }
}
