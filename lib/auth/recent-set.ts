/** A set that keeps so many of its members, the most recently added ones. */
export interface RecentSet {
  has(member: string): boolean;
  add(member: string): void;
  delete(member: string): void;
}

/** An empty one. */
export function createRecentSet(most: number): RecentSet {
  const members = new Set<string>();
  return {
    has: (member) => members.has(member),
    add(member) {
      members.delete(member);
      members.add(member);
      const oldest = members.values().next().value;
      if (members.size > most && oldest !== undefined) members.delete(oldest);
    },
    delete: (member) => void members.delete(member),
  };
}
