/**
 * People of a synthetic population at most: together with the doctors who are no trainees, one
 * in ten, they have to find a number of their own from 9000000 to 9999999. Whoever reads the
 * variable and whoever makes the people must agree.
 */
export const mostTrainees = 900_000;
