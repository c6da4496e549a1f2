/** The number that is stored for a member of a closed list: its index. */
export function codeOf<Member extends string>(list: readonly Member[], member: Member): number {
  return list.indexOf(member);
}

/** The member of a stored number. Throws a RangeError when the list has none: a newer gomirrors wrote it. */
export function memberOf<Member extends string>(list: readonly Member[], code: number): Member {
  const member = list[code];
  if (member === undefined)
    throw new RangeError(`${code} is beyond the closed list that ends with ${list.at(-1)}`);
  return member;
}
