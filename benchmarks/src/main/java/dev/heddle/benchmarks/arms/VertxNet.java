package dev.heddle.benchmarks.arms;

/** Vert.x as it comes in this JVM. */
public final class VertxNet extends VertxArm {

    /** Starts an event loop. */
    public VertxNet() {}
}
