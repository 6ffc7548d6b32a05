package dev.heddle.protocols;

import java.nio.ByteBuffer;

/**
 * The bytes of a message that has not arrived whole. Grows with what arrives, never with what is announced, to at most
 * twice as much, and holds no memory in between.
 */
final class Partial {

    private static final int SMALLEST = 64;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Written up to its position. */
    private ByteBuffer bytes = NOTHING;

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    int size() {
        return bytes.position();
    }

    /** How much memory this takes. */
    int capacity() {
        return bytes.capacity();
    }

    /** Takes {@code count} bytes from {@code source}, as the next ones. */
    void add(ByteBuffer source, int count) {
        if (count > bytes.remaining()) {
            int needed = Math.addExact(size(), count);
            long doubled = Math.max(SMALLEST, 2L * size());
            ByteBuffer larger = ByteBuffer.allocate(Math.clamp(doubled, needed, Integer.MAX_VALUE));
            bytes = larger.put(bytes.flip());
        }
        bytes.put(bytes.position(), source, source.position(), count);
        bytes.position(bytes.position() + count);
        source.position(source.position() + count);
    }

    /** What was added. It is the caller's, and this is empty. */
    ByteBuffer take() {
        ByteBuffer taken = bytes.flip();
        bytes = NOTHING;
        return taken;
    }

    void clear() {
        bytes = NOTHING;
    }
}
