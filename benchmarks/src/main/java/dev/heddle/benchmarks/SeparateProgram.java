package dev.heddle.benchmarks;

/** An arm that is a program of its own: what the JVM of the fork does is not done for the arm, but for the other end. */
public interface SeparateProgram extends Arm {}
