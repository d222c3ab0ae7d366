/**
 * The benchmark: how fast the whole server is on this machine, against the targets of DESIGN 10.
 * Nothing here is a test; {@code bin/bench} runs it and writes {@code docs/benchmarks.md}.
 */
package simtrix.bench;
