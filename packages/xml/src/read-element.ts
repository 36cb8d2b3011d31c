/** An element that was read. Names are resolved: where nothing says otherwise, `namespace` is empty. */
export type ReadElement = {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly ReadAttribute[];
  /** Elements and texts in their order; comments and processing instructions are passed over. */
  readonly children: readonly (ReadElement | string)[];
};

export type ReadAttribute = { readonly namespace: string; readonly name: string; readonly value: string };

const isElement = (child: ReadElement | string): child is ReadElement => typeof child !== 'string';

/** The elements in an element, or only those of a name (in any namespace, or in one). */
export const childrenOf = (parent: ReadElement, name?: string, namespace?: string): readonly ReadElement[] =>
  parent.children
    .filter(isElement)
    .filter((child) => name === undefined || child.name === name)
    .filter((child) => namespace === undefined || child.namespace === namespace);

/** The first of them. */
export const childOf = (parent: ReadElement, name: string, namespace?: string): ReadElement | undefined =>
  childrenOf(parent, name, namespace)[0];

/** Everything written in an element and in what is in it, as it stands. */
export const textIn = (element: ReadElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');

/** An attribute's value, of no namespace when none is named; undefined when it is not there. */
export const attributeOf = (element: ReadElement, name: string, namespace = ''): string | undefined =>
  element.attributes.find((attribute) => attribute.name === name && attribute.namespace === namespace)?.value;
