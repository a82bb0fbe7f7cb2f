'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { faultShown } from '#components/ui/live/use-live.ts';
import type { Fault } from '#lib/kernel/result.ts';
import type { Command, FindQuery } from '../contribution.ts';

const pauseMs = 250;
const shortest = 2;

/** What servers found for what was typed, beside what this browser knows by itself. */
export type Found =
  | { readonly state: 'not asked' }
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly commands: readonly Command[] }
  | { readonly state: 'failed'; readonly fault: Fault };

/** Asks once the person pauses, and only for the last text. */
export function useFound(
  typed: string,
  finders: readonly ((text: string) => FindQuery | null)[],
): Found {
  const text = typed.trim();
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const queries = settled.length < shortest ? [] : finders.flatMap((find) => find(settled) ?? []);
  const found = useQuery({
    queryKey: ['shell', 'find', settled],
    queryFn: async ({ signal }) => (await Promise.all(queries.map((one) => one(signal)))).flat(),
    enabled: queries.length > 0,
    retry: false,
    staleTime: 30_000,
  });
  if (text.length < shortest) return { state: 'not asked' };
  if (text !== settled) return { state: 'looking' };
  if (queries.length === 0) return { state: 'not asked' };
  if (found.error !== null) return { state: 'failed', fault: faultShown(found.error) };
  return found.data === undefined ? { state: 'looking' } : { state: 'found', commands: found.data };
}
