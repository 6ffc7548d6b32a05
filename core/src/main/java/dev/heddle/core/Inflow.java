package dev.heddle.core;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What arrived on a stream and the protocol has not taken, and whether it wants to have any. */
final class Inflow {

    private boolean paused;

    /** Null if nothing is held. */
    private @Nullable ByteBuffer held;

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether the next bytes may be asked for. */
    boolean wantsBytes() {
        return !paused && held == null;
    }

    /** Keeps a copy of {@code bytes}, behind what is held already. */
    void hold(ByteBuffer bytes) {
        int before = held == null ? 0 : held.remaining();
        ByteBuffer all = ByteBuffer.allocate(before + bytes.remaining());
        if (held != null) {
            all.put(held);
        }
        held = all.put(bytes).flip();
    }

    /** What is to be delivered now: what is held, unless that is nothing, or the stream is paused. */
    @Nullable
    ByteBuffer take() {
        if (paused) {
            return null;
        }
        ByteBuffer taken = held;
        held = null;
        return taken;
    }

    /** What is held, for somebody else; null if that is nothing. */
    @Nullable
    ByteBuffer remove() {
        ByteBuffer removed = held;
        held = null;
        return removed;
    }

    void clear() {
        held = null;
    }
}
