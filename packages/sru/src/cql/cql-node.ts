/** `/name` or `/name=value` behind a relation, a boolean or a sort key. */
export type CqlModifier = { readonly name: string; readonly comparison: string | null; readonly value: string | null };

export type CqlRelation = { readonly name: string; readonly modifiers: readonly CqlModifier[] };

/** An index with the address of its context set; null where its prefix was not declared, and with none at all. */
export type CqlIndex = { readonly prefix: string | null; readonly name: string; readonly set: string | null };

export type CqlClause = {
  readonly kind: 'clause';
  /** Null where only a term is written: the server chooses. */
  readonly index: CqlIndex | null;
  readonly relation: CqlRelation;
  /** As written, without its quotes; backslashes still escape. */
  readonly term: string;
};

type CqlBoolean = {
  readonly kind: 'and' | 'or' | 'not' | 'prox';
  readonly modifiers: readonly CqlModifier[];
  readonly left: CqlNode;
  readonly right: CqlNode;
};

export type CqlNode = CqlClause | CqlBoolean;

export type CqlSortKey = { readonly index: CqlIndex; readonly modifiers: readonly CqlModifier[] };

export type CqlQuery = { readonly root: CqlNode; readonly sortKeys: readonly CqlSortKey[] };
