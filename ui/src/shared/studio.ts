// Reads and writes: every screen's data comes from useRead, every change goes through useWrite. What a write or an
// event of somebody else makes stale is in the generated table; no screen lists it by hand.

import {
  keepPreviousData, MutationCache, QueryCache, QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient,
  type Query, type UseMutationResult, type UseQueryResult,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { operations, type Subject } from "../generated/operations";
import { StudioError, useHost, type Host, type Input, type OperationName, type Output } from "../host";
import { line } from "./line";
import { sayError } from "./say";

type Stale = Subject[] | "all";

export type ReadKey = readonly [OperationName, unknown, ...unknown[]];

function dependsOn(query: Query, stale: Stale): boolean {
  const entry = operations[(query.queryKey as ReadKey)[0]];
  return entry !== undefined && (stale === "all" || entry.subjects.some((subject) => stale.includes(subject)));
}

/** Asks again for whatever on screen depends on these subjects. Answers when it has come. */
export function refresh(client: QueryClient, stale: Stale): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => dependsOn(query, stale) });
}

/** Nothing was answered; it may be in a moment. */
const lineCodes = new Set(["offline", "no_connection"]);
/** These say nothing about what is on the screen. */
const passing = new Set([...lineCodes, "busy", "canceled", "not_signed_in"]);

/** `onSignedOut` is called when any call finds the session gone. */
export function newQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    const { code } = StudioError.of(error);
    if (code === "not_signed_in") onSignedOut();
    if (lineCodes.has(code)) line.lost();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess: line.back }),
    mutationCache: new MutationCache({ onError, onSuccess: line.back }),
    defaultOptions: {
      queries: {
        // Events say what is stale; time alone does not make it so.
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        networkMode: "always",
        retry: (count, error) => count < 2 && StudioError.of(error).code === "offline",
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

export interface ReadOptions<T> {
  /** False while the input is not known yet. */
  enabled?: boolean;
  /** Keep showing the last answer while another input's answer comes (default). A detail page of another thing wants false. */
  keep?: boolean;
  /** Milliseconds between unasked refreshes, for what depends on the clock. */
  every?: number;
  select?: (answer: T) => T;
}

export function useRead<K extends OperationName>(
  op: K,
  input: Input<K>,
  { enabled = true, keep = true, every, select }: ReadOptions<Output<K>> = {},
): UseQueryResult<Output<K>, StudioError> {
  const host = useHost();
  const query = useQuery<Output<K>, StudioError>({
    queryKey: [op, input],
    queryFn: ({ signal }) => host.call(op, input, signal),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(select === undefined ? {} : { select }),
  });
  // A page stays, with whatever is being typed on it, when reading it again did not get through; the frame says so.
  return query.isRefetchError && passing.has(StudioError.of(query.error).code) ? ({ ...query, error: null } as unknown as typeof query) : query;
}

/** Starts a read before its screen is there (hover, route loader), so that requests run beside the code's download. */
export function prefetch<K extends OperationName>(client: QueryClient, host: Host, op: K, input: Input<K>): Promise<void> {
  return client.prefetchQuery({ queryKey: [op, input], queryFn: ({ signal }) => host.call(op, input, signal) });
}

interface PageOf<T> { rows: T[]; next: string | null }
/** The operations that answer in pages and take `after`. */
export type PagedOperation = { [K in OperationName]: Output<K> extends PageOf<unknown> ? K : never }[OperationName];
type RowOf<K extends OperationName> = Output<K> extends PageOf<infer T> ? T : never;

export interface Pages<T, P> {
  rows: T[];
  /** The first page, for its totals. */
  first: P | undefined;
  more: () => void;
  hasMore: boolean;
  loading: boolean;
  loadingMore: boolean;
  error: StudioError | null;
  retry: () => void;
}

/** A long list, page after page by cursor; VirtualTable's `onEnd` asks for the next. */
export function usePages<K extends PagedOperation>(op: K, input: Omit<Input<K>, "after">): Pages<RowOf<K>, Output<K>> {
  const host = useHost();
  const query = useInfiniteQuery({
    queryKey: [op, input, "pages"],
    queryFn: ({ pageParam, signal }) =>
      host.call(op, { ...input, after: pageParam } as unknown as Input<K>, signal) as Promise<PageOf<RowOf<K>>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  return {
    rows: useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]),
    first: data?.pages[0] as Output<K> | undefined,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    hasMore: hasNextPage,
    loading: query.isLoading,
    loadingMore: isFetchingNextPage,
    error: query.error ? StudioError.of(query.error) : null,
    retry: () => void refetch(),
  };
}

/** Changes every cached answer of a read at once, for an optimistic guess. */
export type Guess = <K extends OperationName>(op: K, change: (answer: Output<K>) => Output<K>) => void;

export interface WriteOptions<K extends OperationName> {
  onDone?: (answer: Output<K>, input: Input<K>) => void;
  /** Answer true when the error was shown; otherwise its sentence appears as a message. */
  onError?: (error: StudioError, input: Input<K>) => boolean | void;
  /** Draws the likely outcome before the answer; taken back when the write is refused. */
  guess?: (input: Input<K>, guess: Guess) => void;
}

export type Write<K extends OperationName> = UseMutationResult<Output<K>, StudioError, Input<K>>;

export function useWrite<K extends OperationName>(op: K, { onDone, onError, guess }: WriteOptions<K> = {}): Write<K> {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<Output<K>, StudioError, Input<K>, (() => void) | undefined>({
    mutationKey: [op],
    mutationFn: (input) => host.call(op, input).catch((cause: unknown) => Promise.reject(StudioError.of(cause))),
    onMutate: async (input) => (guess ? await startGuess(client, input, guess) : undefined),
    onError: (error, input, undo) => {
      undo?.();
      if (!onError?.(error, input) && error.code !== "not_signed_in") sayError(error);
    },
    onSuccess: (answer, input) => onDone?.(answer, input),
    onSettled: () => void refresh(client, operations[op].subjects),
  });
}

async function startGuess<I>(client: QueryClient, input: I, guess: (input: I, guess: Guess) => void): Promise<() => void> {
  const before: [readonly unknown[], unknown][] = [];
  const touched: OperationName[] = [];
  const apply: Guess = (op, change) => {
    touched.push(op);
    for (const [key, answer] of client.getQueriesData<Output<typeof op>>({ queryKey: [op] })) {
      if (answer === undefined) continue;
      before.push([key, answer]);
      client.setQueryData(key, change(answer));
    }
  };
  guess(input, apply);
  await Promise.all(touched.map((op) => client.cancelQueries({ queryKey: [op] })));
  return () => before.forEach(([key, answer]) => client.setQueryData(key, answer));
}

/** Once, at the root: what others change refreshes what is on screen. */
export function useStaleNews(): void {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => host.onStale(({ stale }) => void refresh(client, stale)), [host, client]);
}
