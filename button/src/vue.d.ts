// The elements in Vue's templates: import type {} from '@connectgateway/gigs-connect-button/vue';
import type { HTMLAttributes, ReservedProps } from 'vue';
import type { GigsConnectButtonAttributes, GigsConnectButtonEventMap } from './gigs-connect-button.js';
import type { GigsConnectReturnAttributes, GigsConnectReturnEventMap } from './gigs-connect-return.js';

type Camel<Name> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail> & string>}` : Name;

/** The attributes that Vue's own types have. */
type Known = 'class' | 'className' | 'style' | 'ref' | 'key' | 'children';

type Component<Attributes, Events> = new () => {
  $props: HTMLAttributes &
    ReservedProps & {
      [Name in Exclude<keyof Attributes, Known> as Camel<Name> & string]?: Attributes[Name];
    } & {
      [Name in keyof Events as `on${Capitalize<Camel<Name> & string>}`]?: (event: Events[Name]) => void;
    };
};

declare module 'vue' {
  interface GlobalComponents {
    'gigs-connect-button': Component<GigsConnectButtonAttributes, GigsConnectButtonEventMap>;
    'gigs-connect-return': Component<GigsConnectReturnAttributes, GigsConnectReturnEventMap>;
  }
}
