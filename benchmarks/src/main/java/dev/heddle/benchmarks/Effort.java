package dev.heddle.benchmarks;

/**
 * How much one fork does.
 *
 * @param warmUpIterations how many iterations are made and not told
 * @param iterations how many are told
 * @param iterationMillis how long each of them lasts at least, where that can be chosen
 * @param warmUps how many operations are done before the first iteration, where warming up is counted in those
 */
public record Effort(int warmUpIterations, int iterations, int iterationMillis, int warmUps) {}
