package dev.heddle.tck;

import java.io.UncheckedIOException;
import java.util.Random;

/**
 * A peer that sends some of the bytes 0, 1, 2 ..., in pieces of any size, and ends as chance will have it.
 *
 * @param peer what it does that with
 * @param random where it takes its chance from
 */
public record UnrulyPeer(Peer peer, Random random) {

    private static final int MOST_PIECES = 5;
    private static final int LARGEST_PIECE = 30_000;

    /** Does all of it. */
    public void act() {
        try {
            int sent = 0;
            for (int piece = random.nextInt(MOST_PIECES + 1); piece > 0; piece--) {
                int count = random.nextBoolean() ? 1 : 1 + random.nextInt(LARGEST_PIECE);
                peer.send(bytes(sent, count));
                sent += count;
            }
            end();
        } catch (UncheckedIOException broken) {
            peer.close();
        }
    }

    private static byte[] bytes(int first, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    private void end() {
        switch (random.nextInt(4)) {
            case 0 -> peer.reset();
            case 1 -> peer.close();
            case 2 -> {
                peer.shutdownOutput();
                peer.close();
            }
            default -> {
                // Leaves it open, and says nothing more.
            }
        }
    }
}
