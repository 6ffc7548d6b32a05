package dev.heddle.core;

import java.nio.ByteBuffer;

/**
 * Memory that all TLS connections of one reactor use, each within a turn, so that a connection that waits has none of its own.
 * Where a connection needs more at once, what there is grows.
 */
final class TlsBuffers {

    /** A turn gets at most so much (M8). */
    private static final int PLAIN_BYTES = 64 * 1024;

    private ByteBuffer plain = ByteBuffer.allocate(0);
    private ByteBuffer sealed = ByteBuffer.allocate(0);
    private ByteBuffer joined = ByteBuffer.allocate(0);

    /** Empty, for what is decrypted in this turn: room for one record of {@code recordBytes}, and for some more. */
    ByteBuffer plain(int recordBytes) {
        plain = withRoom(plain, Math.max(PLAIN_BYTES, recordBytes));
        return plain;
    }

    /** Empty, for what is encrypted and copied from here in the present call. */
    ByteBuffer sealed(int bytes) {
        sealed = withRoom(sealed, bytes);
        return sealed;
    }

    /** Both, one behind the other, in the memory of this until the next call. */
    ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        joined = withRoom(joined, first.remaining() + second.remaining());
        return joined.put(first).put(second).flip();
    }

    private static ByteBuffer withRoom(ByteBuffer buffer, int bytes) {
        return buffer.capacity() < bytes ? ByteBuffer.allocate(Math.max(bytes, 2 * buffer.capacity())) : buffer.clear();
    }
}
