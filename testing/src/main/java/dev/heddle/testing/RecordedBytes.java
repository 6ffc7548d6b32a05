package dev.heddle.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What the peer of a {@link RecordingTransport} has got. */
final class RecordedBytes {

    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private int taken;
    private boolean ended;

    byte[] all() {
        return got.toByteArray();
    }

    byte[] take() {
        byte[] all = got.toByteArray();
        byte[] fresh = Arrays.copyOfRange(all, taken, all.length);
        taken = all.length;
        return fresh;
    }

    boolean isEnded() {
        return ended;
    }

    /** Reads what there is; whether there was anything. */
    boolean readFrom(MemoryPeer peer) {
        int count = peer.receiveNow(got);
        if (count < 0) {
            ended = true;
        }
        return count > 0;
    }
}
