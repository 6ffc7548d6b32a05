package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;

/** Vert.x in a JVM with a flag that lets the Netty below it use {@code Unsafe}, whatever the JDK. */
@Plays(value = Role.PEER, from = Size.FULL)
public final class VertxNetUnsafe extends VertxArm {

    /**
     * Starts an event loop.
     *
     * @throws IllegalStateException if Netty does without {@code Unsafe} in this JVM
     */
    public VertxNetUnsafe() {
        super(NettyArm::requireUnsafe);
    }

    @Override
    public String description() {
        return super.description() + " Netty is allowed Unsafe below it, which on JDK 25 is a choice.";
    }
}
