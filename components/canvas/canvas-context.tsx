'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import { type CanvasOverlay, createCanvasOverlay, type OverlayState } from './overlay';

interface CanvasShared {
  overlay: CanvasOverlay;
  onOpenBody: ((nodeId: string) => void) | undefined;
}

const CanvasContext = createContext<CanvasShared>({ overlay: createCanvasOverlay(), onOpenBody: undefined });

/** Gives cards and edges the overlay and what they may ask for. */
export function CanvasProvider({ overlay, onOpenBody, children }: CanvasShared & { children: ReactNode }) {
  return <CanvasContext.Provider value={{ overlay, onOpenBody }}>{children}</CanvasContext.Provider>;
}

/** One answer out of the overlay; a card re-renders only when its own answer changes. */
export function useOverlay<T>(select: (state: OverlayState) => T): T {
  return useStore(useContext(CanvasContext).overlay, select);
}

/** Opens the body of a scope node; undefined where the canvas does not offer it. */
export function useOpenBody(): ((nodeId: string) => void) | undefined {
  return useContext(CanvasContext).onOpenBody;
}
